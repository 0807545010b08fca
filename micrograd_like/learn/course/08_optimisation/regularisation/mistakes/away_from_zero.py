# has the signs of all derivatives reversed: a larger positive weight makes the penalty larger, so its
# derivative is positive

l2_slope_at_3 = -0.6
l2_slope_at_minus_half = 0.1
l1_slope_at_3 = -0.1
l1_slope_at_minus_half = 0.1
