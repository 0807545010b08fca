# keeps the sign of the error: then the most negative error wins, and it may be the worst


def errors(formula, f, x, exact, steps):
    return [formula(f, x, h) - exact for h in steps]
