# is content if the line is below f at one place: it must be so at all of them


def is_subgradient(f, x, slope, others):
    return any(f(y) >= f(x) + slope * (y - x) for y in others)
