# lacks brackets: `x**n - 1` is (x**n) - 1, for ** binds tighter than -


def d_pow(x, n):
    return n * x**n - 1
