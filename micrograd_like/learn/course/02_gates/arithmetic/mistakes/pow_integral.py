# integrates the power: the exponent rises by one there, and in a derivative it falls by one


def d_pow(x, n):
    return x ** (n + 1) / (n + 1) if n != -1 else 0.0
