# sets the numbers to the step instead of moving them by it


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w, b = -rate * dw, -rate * db
    return w, b
