# corrects neither of the two means: they began at 0, so they are too small in the first steps

from math import sqrt


def adam(p, g, m, v, t, lr):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    step = lr * m / (sqrt(v) + 1e-8)
    return p - step, m, v
