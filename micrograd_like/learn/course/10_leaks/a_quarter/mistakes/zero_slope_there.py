# expects the slope 0 at the place x = 0: the slope is s (1 - s), and s is 1/2 there

its_slope_there = 0.0
