# computes tanh of abs(x) and forgets to put the sign back: tanh of a negative number is negative


def tanh(x):
    e = expm1(-2 * abs(x))
    return -e / (2 + e)
