# forgets that x stands above the line: dz/dy of x / y is x times -1/y²


def d_div(x, y):
    return 1 / y, -1 / y**2
