# gives the derivative of log x alone: 1 - x depends on x, too

SLOPE = "1 / x"
