# brings the lowered exponent to the front: n comes to the front as it was, and then falls by one


def d_pow(x, n):
    return (n - 1) * x ** (n - 1)
