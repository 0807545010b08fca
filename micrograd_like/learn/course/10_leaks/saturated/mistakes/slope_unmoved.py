# overlooks that w · x has grown from 2 to 20, where the sigmoid is nearly flat

if_z_was_2 = "the same"
