# expects larger gradients of larger weights: the weights are not even in this gradient, which is slope
# times x, and the slope has collapsed

if_z_was_2 = "larger"
