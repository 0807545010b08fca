# divides by the sum of the numbers: a direction has length 1 when the squares add up to 1

from math import hypot


def growth(W, steps=60):
    g = [1.0] * len(W)
    for _ in range(steps):
        length = sum(g)
        g = back(W, [g_i / length for g_i in g], 1)
    return hypot(*g)
