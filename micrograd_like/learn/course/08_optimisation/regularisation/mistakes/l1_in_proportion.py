# has the slope of L1 in proportion to the weight: the absolute value has the slope 1 or -1, however large
# the weight is

l1_slope_at_3 = 0.3
l1_slope_at_minus_half = -0.05
