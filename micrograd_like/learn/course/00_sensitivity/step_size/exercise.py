import math


def forward(f, x, h):
    return (f(x + h) - f(x)) / h


def central(f, x, h):
    """The slope from h before x to h behind it."""
    # TODO: the same idea, with x in the middle; mind the length of the step
    ### BEGIN SOLUTION
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION


def errors(formula, f, x, exact, steps):
    """For each step, how far formula(f, x, step) lies from the exact derivative: a list of distances, none below 0."""
    # TODO
    ### BEGIN SOLUTION
    return [abs(formula(f, x, h) - exact) for h in steps]
    ### END SOLUTION


def best_step(formula, f, x, exact, steps):
    """The step with the smallest error."""
    # TODO
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
