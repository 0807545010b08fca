# compares with the sum of the ends: the straight line is, half-way, at their mean


def bulges(f, p, q):
    return f((p + q) / 2) > f(p) + f(q)
