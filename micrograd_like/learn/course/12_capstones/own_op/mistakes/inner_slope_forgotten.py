# gives (1 - x) / x, one over the argument of log: the derivative of x / (1 - x) is a factor, too (or
# brackets are missing below the 1)

SLOPE = "(1 - x) / x"
