# evaluates f at the first derivative: the second derivative is the derivative of f'(x), at the same x


def second_derivative(f, x):
    leaf = Value(x)
    once = derivative(f(leaf), leaf)
    return derivative(f(once), leaf).data
