# differentiates the square at u: the number that enters the first gate is x


def slope(x):
    u = x**2
    v = sin(u)
    return along([2 * u, cos(u), exp(v)])
