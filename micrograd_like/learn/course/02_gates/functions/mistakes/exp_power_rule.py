# applies the power rule to e^x: that rule is for a constant exponent, and here the base is the constant

from math import exp


def d_exp(x, z):
    return x * exp(x - 1)
