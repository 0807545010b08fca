# sets w to the step: a step changes w, so w - rate * slope


def descend(loss, w, rate, steps):
    for _ in range(steps):
        w = -rate * slope(loss, w)
    return w
