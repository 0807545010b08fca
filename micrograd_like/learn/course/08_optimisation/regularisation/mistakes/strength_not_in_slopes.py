# leaves the strength out of the derivatives: it is a factor of the penalty, so it is one of its derivative

l2_slope_at_3 = 6.0
l2_slope_at_minus_half = -1.0
l1_slope_at_3 = 1.0
l1_slope_at_minus_half = -1.0
