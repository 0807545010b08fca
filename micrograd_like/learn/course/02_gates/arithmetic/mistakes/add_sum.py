# gives the sum itself for its derivatives, which are 1


def d_add(x, y):
    return x + y, x + y
