from math import exp


def stages(x, y):
    """The eight stages in order; each is one sigmoid, one +, one *, one square or
    one reciprocal.
    """
    # TODO: one line for each stage, using x, y and the stages above it
    ### BEGIN SOLUTION
    sigy = 1 / (1 + exp(-y))
    num = x + sigy
    sigx = 1 / (1 + exp(-x))
    xpy = x + y
    xpysqr = xpy**2
    den = sigx + xpysqr
    invden = 1 / den
    f = num * invden
    ### END SOLUTION
    return [sigy, num, sigx, xpy, xpysqr, den, invden, f]


if __name__ == "__main__":
    print(stages(3.0, -4.0))
