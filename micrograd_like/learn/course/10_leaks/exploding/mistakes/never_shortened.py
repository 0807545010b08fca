# never shortens g: the length at the end is then the factor of all steps together

from math import hypot


def growth(W, steps=60):
    g = [1.0] * len(W)
    for _ in range(steps):
        length = hypot(*g)
        g = back(W, g, 1)
    return hypot(*g)
