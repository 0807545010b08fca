# ends with 1/v itself: the derivative of 1/v is -1/v²


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, u, 1.0, 1 / v]
