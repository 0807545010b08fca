# returns inside the loop, after the first step


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        return w - rate * dw, b - rate * db
