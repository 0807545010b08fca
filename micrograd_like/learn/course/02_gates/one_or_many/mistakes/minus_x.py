# gives the first gate the derivative -x: t = -x falls at the rate 1 at every x


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-x, u, 1.0, -1 / v**2]
