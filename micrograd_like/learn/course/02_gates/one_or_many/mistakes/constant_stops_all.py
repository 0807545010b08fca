# gives u + 1 the derivative 0: the 1 stands still, but u passes its change on


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, u, 0.0, -1 / v**2]
