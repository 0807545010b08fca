# takes exp at cos(u): the number that enters the last gate is v, which is the sine, not its derivative


def slope(x):
    u = x**2
    v = sin(u)
    return along([2 * x, cos(u), exp(cos(u))])
