# loses the minus of 1/v: a larger v makes a smaller z

from math import exp


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, u, 1.0, 1 / v**2]
