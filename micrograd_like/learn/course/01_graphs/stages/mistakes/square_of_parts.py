# squares x and y apart: (x + y)² has the middle term 2xy as well

from math import exp


def stages(x, y):
    sigy = 1 / (1 + exp(-y))
    num = x + sigy
    sigx = 1 / (1 + exp(-x))
    xpy = x + y
    xpysqr = x**2 + y**2
    den = sigx + xpysqr
    invden = 1 / den
    f = num * invden
    return [sigy, num, sigx, xpy, xpysqr, den, invden, f]
