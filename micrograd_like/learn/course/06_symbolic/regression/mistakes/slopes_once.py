# takes the derivatives at the start for all steps: compute them anew in each step


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    dw, db = slopes(w, b, xs, ys)
    for _ in range(steps):
        w, b = w - rate * dw, b - rate * db
    return w, b
