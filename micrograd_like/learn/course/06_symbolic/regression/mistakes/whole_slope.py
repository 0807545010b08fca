# ignores rate: a slope is true where you stand, and a step as long as the slope may lead far past the
# bottom


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w, b = w - dw, b - db
    return w, b
