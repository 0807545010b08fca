# takes the derivative of exp at x: the number that goes into that gate is t = -x

from math import exp


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, exp(x), 1.0, -1 / v**2]
