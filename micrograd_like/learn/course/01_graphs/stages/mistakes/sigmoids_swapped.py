# mixes up the two sigmoids: sigy takes y, sigx takes x

from math import exp


def stages(x, y):
    sigy = 1 / (1 + exp(-x))
    num = x + sigy
    sigx = 1 / (1 + exp(-y))
    xpy = x + y
    xpysqr = xpy**2
    den = sigx + xpysqr
    invden = 1 / den
    f = num * invden
    return [sigy, num, sigx, xpy, xpysqr, den, invden, f]
