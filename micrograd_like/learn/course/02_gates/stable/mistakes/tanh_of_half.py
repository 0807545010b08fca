# takes expm1(-x) where expm1(-2x) belongs: that is the tanh of x/2


def tanh(x):
    e = expm1(-abs(x))
    z = -e / (2 + e)
    return z if x >= 0 else -z
