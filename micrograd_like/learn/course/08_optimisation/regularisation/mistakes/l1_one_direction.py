# forgets that the slope of the absolute value is -1 below 0

l1_slope_at_minus_half = 0.1
