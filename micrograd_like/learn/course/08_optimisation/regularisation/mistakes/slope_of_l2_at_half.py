# forgets the 2 at -0.5: the derivative of w² is 2 w

l2_slope_at_minus_half = -0.05
