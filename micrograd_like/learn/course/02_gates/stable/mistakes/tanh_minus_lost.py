# loses the minus of expm1: with e = exp(-2x) - 1 above the line stands 1 - exp(-2x), which is -e


def tanh(x):
    e = expm1(-2 * abs(x))
    z = e / (2 + e)
    return z if x >= 0 else -z
