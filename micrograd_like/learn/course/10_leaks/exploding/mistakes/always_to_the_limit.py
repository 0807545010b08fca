# makes short gradients longer, too: leave those below the limit as they are

from math import hypot


def clip(g, limit):
    length = hypot(*g)
    return [g_i * limit / length for g_i in g]
