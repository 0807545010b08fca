# gives a product the derivatives 1 and 1, which belong to a sum


def d_mul(x, y):
    return 1.0, 1.0
