# expects the slope 0 of L1: the absolute value rises or falls by 1 for each unit of w

l1_slope_at_3 = 0.0
l1_slope_at_minus_half = 0.0
