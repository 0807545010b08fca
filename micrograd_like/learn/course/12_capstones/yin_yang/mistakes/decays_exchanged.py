# exchanges the two memories: m has 0.9 and 0.1, v has 0.999 and 0.001


def adam(p, g, m, v, t, lr):
    m = 0.999 * m + 0.001 * g
    v = 0.9 * v + 0.1 * g * g
    step = lr * (m / (1 - 0.999**t)) / (sqrt(v / (1 - 0.9**t)) + 1e-8)
    return p - step, m, v
