# takes the derivative of f at the first derivative: the second derivative is the derivative of f' at x


def second_derivative(f, x):
    leaf = Value(x)
    once = Value(derivative(f(leaf), leaf).data)
    return derivative(f(once), once).data
