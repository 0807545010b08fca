# gives the derivatives of the line itself, x and 1: those of the loss have the factor 2 e


def slopes(w, b, xs, ys):
    return mean(xs), 1.0
