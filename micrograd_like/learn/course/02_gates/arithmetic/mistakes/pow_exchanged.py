# exchanges the two: the exponent n comes down as it is, and then falls by one


def d_pow(x, n):
    return (n - 1) * x**n
