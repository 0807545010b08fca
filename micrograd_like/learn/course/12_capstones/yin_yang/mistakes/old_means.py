# takes the step with the old means: first update both, then take the step


def adam(p, g, m, v, t, lr):
    step = lr * (m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
    return p - step, 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
