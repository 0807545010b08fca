# lists what the formula gives: an error is its distance from the exact derivative


def errors(formula, f, x, exact, steps):
    return [formula(f, x, h) for h in steps]
