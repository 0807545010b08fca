# calls a straight line bulging: at the same height is not above


def bulges(f, p, q):
    return f((p + q) / 2) >= (f(p) + f(q)) / 2
