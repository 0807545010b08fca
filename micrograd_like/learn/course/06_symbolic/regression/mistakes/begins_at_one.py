# begins at (1, 1): the walk begins at (0, 0)


def descend(xs, ys, rate, steps):
    w, b = 1.0, 1.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w, b = w - rate * dw, b - rate * db
    return w, b
