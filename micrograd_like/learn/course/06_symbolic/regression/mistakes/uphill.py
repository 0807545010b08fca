# adds the step: each number moves against its derivative


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w, b = w + rate * dw, b + rate * db
    return w, b
