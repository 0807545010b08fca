# gives u + 1 the derivative 2: only u moves, the 1 stands still


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1.0, u, 2.0, -1 / v**2]
