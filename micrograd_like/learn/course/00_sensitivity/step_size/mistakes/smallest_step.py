# takes the smallest step: below some h the two values of f agree in nearly all their digits, and the
# difference is rounding noise


def best_step(formula, f, x, exact, steps):
    found = errors(formula, f, x, exact, steps)
    return min(steps)
