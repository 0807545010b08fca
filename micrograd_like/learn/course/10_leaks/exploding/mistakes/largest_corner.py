# takes the largest number on the diagonal: the others feed it too

from math import hypot


def growth(W, steps=60):
    g = [1.0] * len(W)
    for _ in range(steps):
        length = hypot(*g)
        g = back(W, [g_i / length for g_i in g], 1)
    return max(W[i][i] for i in range(len(W)))
