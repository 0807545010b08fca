# clips each entry by itself: this changes the direction, and the length may still be above the limit

from math import hypot


def clip(g, limit):
    length = hypot(*g)
    return [max(-limit, min(limit, g_i)) for g_i in g]
