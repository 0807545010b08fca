# gives the derivative of x / (1 - x): the logarithm around it has the factor (1 - x) / x

SLOPE = "1 / (1 - x)**2"
