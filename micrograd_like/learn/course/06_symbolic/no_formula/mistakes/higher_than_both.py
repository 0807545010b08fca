# compares with the higher of the two ends: above the straight line is enough


def bulges(f, p, q):
    return f((p + q) / 2) > max(f(p), f(q))
