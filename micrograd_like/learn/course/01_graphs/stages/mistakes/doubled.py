# doubles x + y: a square is the number times itself


def stages(x, y):
    sigy = 1 / (1 + exp(-y))
    num = x + sigy
    sigx = 1 / (1 + exp(-x))
    xpy = x + y
    xpysqr = 2 * xpy
    den = sigx + xpysqr
    invden = 1 / den
    f = num * invden
    return [sigy, num, sigx, xpy, xpysqr, den, invden, f]
