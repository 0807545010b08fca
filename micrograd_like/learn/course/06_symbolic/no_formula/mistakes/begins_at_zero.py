# always begins at 0: then it can only ever find one of the valleys


def descend(loss, w, rate, steps):
    w = 0.0
    for _ in range(steps):
        w -= rate * slope(loss, w)
    return w
