# divides by the limit: multiply by limit / length


def clip(g, limit):
    length = hypot(*g)
    return [g_i / limit for g_i in g] if length > limit else g
