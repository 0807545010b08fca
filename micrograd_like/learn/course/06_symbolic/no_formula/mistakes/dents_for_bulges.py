# has the comparison reversed: it bulges if the middle is above the straight line


def bulges(f, p, q):
    return f((p + q) / 2) < (f(p) + f(q)) / 2
