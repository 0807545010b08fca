# forgets the 2: the derivative of x² is 2x


def slope(x):
    u = x**2
    v = sin(u)
    return along([x, cos(u), exp(v)])
