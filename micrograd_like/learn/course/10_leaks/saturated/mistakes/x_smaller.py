# expects saturation at w · x = 0: ten times 0 is 0, the slope is a quarter as before, and w is a factor of this gradient

in_x_if_z_was_0 = "smaller"
