from math import exp, expm1


def sigmoid(x):
    """1 / (1 + exp(-x)), for every x."""
    # TODO: exp(-x) overflows when x is -1000; exp of a negative number never does
    ### BEGIN SOLUTION
    if x >= 0:
        return 1 / (1 + exp(-x))
    e = exp(x)
    return e / (1 + e)
    ### END SOLUTION


def tanh(x):
    """(exp(2x) - 1) / (exp(2x) + 1), for every x."""
    # TODO: near 0, 1 - exp(-2x) loses digits; expm1(y) is exp(y) - 1 without loss
    ### BEGIN SOLUTION
    e = expm1(-2 * abs(x))
    z = -e / (2 + e)
    return z if x >= 0 else -z
    ### END SOLUTION


if __name__ == "__main__":
    for x in (-1000.0, -50.0, 0.0, 50.0, 1000.0):
        print(x, sigmoid(x), tanh(x))
