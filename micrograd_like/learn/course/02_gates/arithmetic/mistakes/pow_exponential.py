# takes x^n for an exponential with the base x: here x moves and the exponent stands still, so no
# logarithm comes in


def d_pow(x, n):
    from math import log

    return x**n * log(abs(x))
