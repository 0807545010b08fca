# gives x back where it is small: at 3e-5 the next term, -x³/3, is within the digits of a float


def tanh(x):
    if abs(x) < 1e-4:
        return x
    e = expm1(-2 * abs(x))
    z = -e / (2 + e)
    return z if x >= 0 else -z
