# corrects with t + 1: t is counted from 1 already

from math import sqrt


def adam(p, g, m, v, t, lr):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    step = lr * (m / (1 - 0.9 ** (t + 1))) / (sqrt(v / (1 - 0.999 ** (t + 1))) + 1e-8)
    return p - step, m, v
