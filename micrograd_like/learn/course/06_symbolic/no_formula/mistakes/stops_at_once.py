# returns inside the loop, after the first step


def descend(loss, w, rate, steps):
    for _ in range(steps):
        w -= rate * slope(loss, w)
        return w
    return w
