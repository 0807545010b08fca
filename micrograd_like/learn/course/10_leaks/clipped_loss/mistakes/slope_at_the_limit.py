# expects a slope of 1, as was meant: beyond the limit the clipped error is a constant, and its derivative
# is 0

slope_at_10 = 1.0
