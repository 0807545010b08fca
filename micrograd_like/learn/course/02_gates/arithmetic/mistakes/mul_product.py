# gives the product itself for its derivatives: dz/dx is y, and dz/dy is x


def d_mul(x, y):
    return x * y, x * y
