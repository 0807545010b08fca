# multiplies the edges of one floor: they stand side by side, and a path takes only one of them, so they
# add

from math import prod


def factored(floors):
    return prod(prod(floor) for floor in floors)
