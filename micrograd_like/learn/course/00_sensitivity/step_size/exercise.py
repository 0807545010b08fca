import math


def forward(f, x, h):
    return (f(x + h) - f(x)) / h


def central(f, x, h):
    """The slope over the step from x - h to x + h, with x in the middle."""
    # TODO: rise over run, as in forward; how long is the run?
    ### BEGIN SOLUTION
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION


def errors(formula, f, x, exact, steps):
    """For each step, the distance of formula(f, x, step) from the exact derivative:
    a list in the same order.
    """
    # TODO: formula is forward or central; a distance is never negative
    ### BEGIN SOLUTION
    return [abs(formula(f, x, h) - exact) for h in steps]
    ### END SOLUTION


def best_step(formula, f, x, exact, steps):
    """The step, out of the list, for which the error is smallest."""
    # TODO: make the list of errors first
    ### BEGIN SOLUTION
    found = errors(formula, f, x, exact, steps)
    return steps[found.index(min(found))]
    ### END SOLUTION


if __name__ == "__main__":
    steps = [10.0**-k for k in range(1, 14)]
    for formula in (forward, central):
        print(formula.__name__)
        for h, error in zip(steps, errors(formula, math.sin, 1.0, math.cos(1.0), steps)):
            print(f"  h = {h:.0e}   error {error:.0e}  " + "*" * round(14 + math.log10(error + 1e-14)))
