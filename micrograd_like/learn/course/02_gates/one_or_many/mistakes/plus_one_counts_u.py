# gives u + 1 the derivative u + 1: adding a constant passes a small change on as it is

from math import exp


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, u, u + 1, -1 / v**2]
