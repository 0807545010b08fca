# takes the derivative of the square of f


def second_derivative(f, x):
    leaf = Value(x)
    out = f(leaf)
    return derivative(out * out, leaf).data
