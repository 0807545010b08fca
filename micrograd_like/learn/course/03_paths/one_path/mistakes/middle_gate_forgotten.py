# leaves out the edge in the middle: v is sin(u), and it moves cos(u) times as fast as u


def slope(x):
    u = x**2
    v = sin(u)
    return along([2 * x, exp(v)])
