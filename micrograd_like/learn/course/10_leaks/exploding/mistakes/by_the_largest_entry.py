# shortens by the largest entry: the length is the root of the sum of the squares


def clip(g, limit):
    largest = max(map(abs, g))
    return [g_i * limit / largest for g_i in g] if largest > limit else g
