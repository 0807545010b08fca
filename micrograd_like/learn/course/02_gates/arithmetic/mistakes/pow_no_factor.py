# forgets the factor n of the power rule


def d_pow(x, n):
    return x ** (n - 1)
