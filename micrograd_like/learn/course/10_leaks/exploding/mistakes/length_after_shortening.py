# measures the length after shortening, which is always 1: measure it after the step


def growth(W, steps=60):
    g = [1.0] * len(W)
    for _ in range(steps):
        g = back(W, g, 1)
        length = hypot(*g)
        g = [g_i / length for g_i in g]
    return hypot(*g)
