# loses the minus of the first gate: then the sigmoid would fall

from math import exp


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [1.0, u, 1.0, -1 / v**2]
