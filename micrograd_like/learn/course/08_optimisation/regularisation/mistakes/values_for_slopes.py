# predicts the penalties themselves, 0.1 · w² and 0.1 · |w|: their derivatives are asked for

l2_slope_at_3 = 0.9
l2_slope_at_minus_half = 0.025
l1_slope_at_3 = 0.3
l1_slope_at_minus_half = 0.05
