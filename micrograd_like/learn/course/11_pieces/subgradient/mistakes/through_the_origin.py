# draws the line through the wrong point: at y = x it should have the height f(x)


def is_subgradient(f, x, slope, others):
    return all(f(y) >= f(x) + slope * y for y in others)
