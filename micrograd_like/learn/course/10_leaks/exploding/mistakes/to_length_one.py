# shortens to the length 1, whatever the limit is

from math import hypot


def clip(g, limit):
    length = hypot(*g)
    return [g_i / length for g_i in g] if length > limit else g
