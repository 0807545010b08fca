# has the two cases the wrong way round: each formula is used exactly where it fails

from math import exp


def sigmoid(x):
    if x < 0:
        return 1 / (1 + exp(-x))
    e = exp(x)
    return e / (1 + e)


def tanh(x):
    e = exp(-2 * abs(x))
    z = (1 - e) / (1 + e)
    return z if x < 0 else -z
