# sorts the errors: they must stand in the order of the steps, or nobody knows which step belongs to
# which error


def errors(formula, f, x, exact, steps):
    return sorted(abs(formula(f, x, h) - exact) for h in steps)
