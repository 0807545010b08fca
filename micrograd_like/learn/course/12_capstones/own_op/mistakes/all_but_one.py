# excludes only x = 1, where the denominator is 0: the quotient x / (1 - x) must be positive for the
# logarithm

DOMAIN = "x != 1"
