# writes the derivative of the sigmoid in z: that of the logit is 1 divided by x (1 - x)

SLOPE = "z * (1 - z)"
