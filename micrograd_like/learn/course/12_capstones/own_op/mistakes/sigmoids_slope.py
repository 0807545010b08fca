# gives the derivative of the sigmoid: that of the inverse function is 1 divided by it

SLOPE = "x * (1 - x)"
