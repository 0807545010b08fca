# has x - y in place of y - x: then the line has the slope with the other sign


def is_subgradient(f, x, slope, others):
    return all(f(y) >= f(x) + slope * (x - y) for y in others)
