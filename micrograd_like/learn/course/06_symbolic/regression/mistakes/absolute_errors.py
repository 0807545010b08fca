# takes the size of the errors: the derivative of e² is 2 e, with its sign


def slopes(w, b, xs, ys):
    errors = [abs(w * x + b - y) for x, y in zip(xs, ys)]
    dw = mean([2 * e * x for e, x in zip(errors, xs)])
    db = mean([2 * e for e in errors])
    return dw, db
