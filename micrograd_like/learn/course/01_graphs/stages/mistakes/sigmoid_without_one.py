# forgets the 1 below the line of the sigmoid: 1 / exp(-t) is exp(t), which has no upper end


def stages(x, y):
    sigy = 1 / exp(-y)
    num = x + sigy
    sigx = 1 / exp(-x)
    xpy = x + y
    xpysqr = xpy**2
    den = sigx + xpysqr
    invden = 1 / den
    f = num * invden
    return [sigy, num, sigx, xpy, xpysqr, den, invden, f]
