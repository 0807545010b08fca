# loses the sign at -0.5: the derivative of w² is 2 w, and this is negative there

l2_slope_at_minus_half = 0.1
