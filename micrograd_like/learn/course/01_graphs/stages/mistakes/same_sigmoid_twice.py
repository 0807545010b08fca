# uses the sigmoid of y below the line too: there it is that of x


def stages(x, y):
    sigy = 1 / (1 + exp(-y))
    num = x + sigy
    sigx = sigy
    xpy = x + y
    xpysqr = xpy**2
    den = sigx + xpysqr
    invden = 1 / den
    f = num * invden
    return [sigy, num, sigx, xpy, xpysqr, den, invden, f]
