# gives dz/dx of x / y as y: dividing by y scales a nudge down to 1/y of it


def d_div(x, y):
    return y, -x / y**2
