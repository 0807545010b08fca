# gives the corrected means back: the memory keeps m and v as they are, or they are corrected again in the
# next step


def adam(p, g, m, v, t, lr):
    m = (0.9 * m + 0.1 * g) / (1 - 0.9**t)
    v = (0.999 * v + 0.001 * g * g) / (1 - 0.999**t)
    return p - lr * m / (sqrt(v) + 1e-8), m, v
