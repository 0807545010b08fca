# looks to the left only


def is_subgradient(f, x, slope, others):
    return all(f(y) >= f(x) + slope * (y - x) for y in others if y < x)
