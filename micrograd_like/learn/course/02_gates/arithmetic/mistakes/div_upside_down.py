# gives dz/dx of x / y as y: dividing by y makes a small change 1/y as large


def d_div(x, y):
    return y, -x / y**2
