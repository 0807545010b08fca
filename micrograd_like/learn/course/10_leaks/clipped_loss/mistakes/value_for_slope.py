# gives the value of the loss at 0.5, which is 0.125: its derivative is the clipped error times clip'(e)

slope_at_half = 0.125
