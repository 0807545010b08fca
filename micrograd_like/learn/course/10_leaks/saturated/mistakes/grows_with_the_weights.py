# expects a tenfold gradient in the weights at w · x = 0: that gradient is slope times x, and both have stayed

if_z_was_0 = "larger"
