# compares the middle with one end only: the straight line is, half-way, at the mean of both ends


def bulges(f, p, q):
    return f((p + q) / 2) > f(p)
