# takes the sum of the sizes for the length: the length is the root of the sum of the squares


def clip(g, limit):
    length = sum(map(abs, g))
    return [g_i * limit / length for g_i in g] if length > limit else g
