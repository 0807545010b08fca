# looks at the corner only, where the line touches f whatever its slope is


def is_subgradient(f, x, slope, others):
    return f(x) >= f(x) + slope * (x - x)
