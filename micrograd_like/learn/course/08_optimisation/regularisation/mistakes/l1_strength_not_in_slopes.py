# leaves the strength out of the derivative of L1

l1_slope_at_3 = 1.0
l1_slope_at_minus_half = -1.0
