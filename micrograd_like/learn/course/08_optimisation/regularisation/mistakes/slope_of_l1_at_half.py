# has the slope of L1 at -0.5 in proportion to the weight: the slope of the absolute value is 1 or -1

l1_slope_at_minus_half = -0.05
