# multiplies x and the sigmoid of y: above the line they are added


def stages(x, y):
    sigy = 1 / (1 + exp(-y))
    num = x * sigy
    sigx = 1 / (1 + exp(-x))
    xpy = x + y
    xpysqr = xpy**2
    den = sigx + xpysqr
    invden = 1 / den
    f = num * invden
    return [sigy, num, sigx, xpy, xpysqr, den, invden, f]
