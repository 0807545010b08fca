# multiplies by length / limit: this makes a long gradient longer


def clip(g, limit):
    length = hypot(*g)
    return [g_i * length / limit for g_i in g] if length > limit else g
