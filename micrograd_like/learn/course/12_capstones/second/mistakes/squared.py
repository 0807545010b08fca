# squares the first derivative: the second derivative is the derivative of the first one


def second_derivative(f, x):
    leaf = Value(x)
    first = derivative(f(leaf), leaf)
    return first.data**2
