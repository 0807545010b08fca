# uses only the sign of the derivatives: the size of a step is rate times the derivative


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w, b = w - rate * ((dw > 0) - (dw < 0)), b - rate * ((db > 0) - (db < 0))
    return w, b
