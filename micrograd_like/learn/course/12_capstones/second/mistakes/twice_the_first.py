# doubles the first derivative


def second_derivative(f, x):
    leaf = Value(x)
    return 2 * derivative(f(leaf), leaf).data
