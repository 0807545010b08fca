# forgets the 2: the derivative of w² is 2w (some books write strength/2 in front to be rid of it)

l2_slope_at_3 = 0.3
l2_slope_at_minus_half = -0.05
