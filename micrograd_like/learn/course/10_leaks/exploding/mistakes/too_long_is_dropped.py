# sets a long gradient to 0: keep its direction, and shorten it

from math import hypot


def clip(g, limit):
    length = hypot(*g)
    return [0.0 for g_i in g] if length > limit else g
