# forgets the 2 at 3: the derivative of w² is 2 w

l2_slope_at_3 = 0.3
