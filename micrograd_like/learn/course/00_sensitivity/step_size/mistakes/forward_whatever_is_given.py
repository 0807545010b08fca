# uses the forward difference whatever formula it is given: the formula to measure is the first
# argument


def errors(formula, f, x, exact, steps):
    return [abs(forward(f, x, h) - exact) for h in steps]
