# throws a long gradient away: its direction is good, only its length is not

from math import hypot


def clip(g, limit):
    length = hypot(*g)
    return [0.0 for g_i in g] if length > limit else g
