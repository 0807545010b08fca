# overlooks that the gradient in x is slope times w, and w has grown tenfold

in_x_if_z_was_0 = "the same"
