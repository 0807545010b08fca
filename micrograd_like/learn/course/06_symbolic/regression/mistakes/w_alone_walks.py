# changes w only: each of the two numbers takes a step against its own derivative


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w = w - rate * dw
    return w, b
