# gives the two quotients x / y and y / x: dz/dx is 1/y, and dz/dy is -x/y²


def d_div(x, y):
    return y / x, x / y
