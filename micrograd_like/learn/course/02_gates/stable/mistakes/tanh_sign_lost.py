# forgets to put the sign back: tanh of a negative number is negative

from math import exp


def tanh(x):
    e = exp(-2 * abs(x))
    z = (1 - e) / (1 + e)
    return z
