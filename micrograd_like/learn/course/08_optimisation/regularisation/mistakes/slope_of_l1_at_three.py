# has the slope of L1 at 3 in proportion to the weight: the slope of the absolute value is 1 or -1

l1_slope_at_3 = 0.3
