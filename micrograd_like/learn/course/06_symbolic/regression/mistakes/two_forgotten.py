# forgets the 2 of the square: the derivative of e² is 2 e times that of e


def slopes(w, b, xs, ys):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = mean([e * x for e, x in zip(errors, xs)])
    db = mean([e for e in errors])
    return dw, db
