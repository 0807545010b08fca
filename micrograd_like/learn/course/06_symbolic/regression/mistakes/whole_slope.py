# ignores rate: the step is rate times the derivative


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w, b = w - dw, b - db
    return w, b
