def f(x):
    return 3 * x**2 - 4 * x + 5


def slope(f, x, h):
    """How far f rises from x to x + h, divided by the step h."""
    # TODO: move x by h, see how far f rises, and divide by the step
    ### BEGIN SOLUTION
    return (f(x + h) - f(x)) / h
    ### END SOLUTION


if __name__ == "__main__":
    for h in (1.0, 0.1, 0.01, 0.001):
        print(h, slope(f, 3.0, h))
