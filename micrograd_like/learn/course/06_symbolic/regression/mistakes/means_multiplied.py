# multiplies the mean error by the mean of the xs: the mean of the products e * x is another number, and the loss
# is the mean of the squares, not the square of the mean


def slopes(w, b, xs, ys):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = 2 * mean(errors) * mean(xs)
    db = mean([2 * e for e in errors])
    return dw, db
