# adds the whole gradient to the mean: a tenth of it is new in every step


def adam(p, g, m, v, t, lr):
    m = 0.9 * m + g
    v = 0.999 * v + g * g
    step = lr * (m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
    return p - step, m, v
