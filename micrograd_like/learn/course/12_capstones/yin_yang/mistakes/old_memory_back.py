# gives the old m and v back


def adam(p, g, m, v, t, lr):
    m1 = 0.9 * m + 0.1 * g
    v1 = 0.999 * v + 0.001 * g * g
    step = lr * (m1 / (1 - 0.9**t)) / (sqrt(v1 / (1 - 0.999**t)) + 1e-8)
    return p - step, m, v
