# predicts the L2 penalty itself, 0.1 · w²: its derivative is asked for

l2_slope_at_3 = 0.9
l2_slope_at_minus_half = 0.025
