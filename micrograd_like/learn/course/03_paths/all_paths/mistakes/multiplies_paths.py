# multiplies the paths with one another: a small change that arrives by two ways counts twice, so what the
# paths bring is added

from math import prod


def slope(out, x):
    return prod(prod(path) for path in paths(out, x))
