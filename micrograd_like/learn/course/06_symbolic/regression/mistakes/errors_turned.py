# has the sign of the slopes wrong: e here is w * x + b - y, and it grows with b


def slopes(w, b, xs, ys):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = mean([-2 * e * x for e, x in zip(errors, xs)])
    db = mean([-2 * e for e in errors])
    return dw, db
