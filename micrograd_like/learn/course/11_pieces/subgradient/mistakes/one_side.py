# looks to the right only


def is_subgradient(f, x, slope, others):
    return all(f(y) >= f(x) + slope * (y - x) for y in others if y > x)
