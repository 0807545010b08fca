from math import exp


def relative_error(a, n):
    """The distance of a and n, as a fraction of the larger of their sizes; 0 if
    both are 0.
    """
    # TODO
    ### BEGIN SOLUTION
    largest = max(abs(a), abs(n))
    return abs(a - n) / largest if largest else 0.0
    ### END SOLUTION


def gradcheck(f, df, x, h=1e-5):
    """The relative error of df(x) against the central difference of f."""
    # TODO
    ### BEGIN SOLUTION
    numeric = (f(x + h) - f(x - h)) / (2 * h)
    return relative_error(df(x), numeric)
    ### END SOLUTION


def find_wrong(ops, x):
    """ops maps a name to (f, df).  The names whose relative error at x is above
    1e-6, in order.
    """
    # TODO
    ### BEGIN SOLUTION
    return [name for name, (f, df) in ops.items() if gradcheck(f, df, x) > 1e-6]
    ### END SOLUTION


if __name__ == "__main__":
    ops = {
        "exp": (exp, exp),
        "square": (lambda x: x * x, lambda x: 2 * x),
        "cube": (lambda x: x**3, lambda x: 3 * x),
    }
    print(find_wrong(ops, 1.7))
