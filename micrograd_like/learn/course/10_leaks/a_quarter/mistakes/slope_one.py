# expects 1, as for tanh: the slope of the sigmoid is s (1 - s), and s is 1/2 at the steepest place

its_slope_there = 1.0
