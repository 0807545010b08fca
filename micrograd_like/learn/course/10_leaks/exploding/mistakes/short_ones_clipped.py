# clips the short gradients and leaves the long ones


def clip(g, limit):
    length = hypot(*g)
    return [g_i * limit / length for g_i in g] if length < limit else g
