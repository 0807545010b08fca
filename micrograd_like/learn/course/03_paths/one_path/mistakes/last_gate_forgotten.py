# leaves out the last edge: y is exp(v), and it moves exp(v) times as fast as v


def slope(x):
    u = x**2
    v = sin(u)
    return along([2 * x, cos(u)])
