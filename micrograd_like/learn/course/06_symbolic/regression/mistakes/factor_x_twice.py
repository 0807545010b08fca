# has x as a factor of db, too: the derivative of e with respect to b is 1


def slopes(w, b, xs, ys):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = mean([2 * e * x for e, x in zip(errors, xs)])
    db = mean([2 * e * x for e, x in zip(errors, xs)])
    return dw, db
