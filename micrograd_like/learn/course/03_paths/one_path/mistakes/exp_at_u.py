# takes exp at u: the number that enters the last gate is v


def slope(x):
    u = x**2
    v = sin(u)
    return along([2 * x, cos(u), exp(u)])
