# divides by the square of the length


def clip(g, limit):
    length = hypot(*g)
    return [g_i * limit / length**2 for g_i in g] if length > limit else g
