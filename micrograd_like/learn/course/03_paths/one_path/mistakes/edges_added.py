# adds the three local derivatives: along a path they multiply


def slope(x):
    u = x**2
    v = sin(u)
    return 2 * x + cos(u) + exp(v)
