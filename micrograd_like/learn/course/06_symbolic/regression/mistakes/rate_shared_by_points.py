# divides the step by the number of points: the loss is a mean already, so its derivatives need no further
# division


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w, b = w - rate * dw / len(xs), b - rate * db / len(xs)
    return w, b
