# looks for the best step of the central difference whatever formula it is given: the formula to
# measure is the first argument


def best_step(formula, f, x, exact, steps):
    found = errors(central, f, x, exact, steps)
    return steps[found.index(min(found))]
