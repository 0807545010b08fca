# begins with the last gate: they are asked for in the order in which they are computed


def four_slopes(x):
    t = -x
    u = exp(t)
    v = u + 1
    return [-1 / v**2, 1.0, u, -1.0]
