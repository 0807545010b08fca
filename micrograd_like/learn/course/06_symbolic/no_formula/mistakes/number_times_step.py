# multiplies w by the step: the step is subtracted


def descend(loss, w, rate, steps):
    for _ in range(steps):
        w *= 1 - rate * slope(loss, w)
    return w
