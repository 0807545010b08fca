# looks for dents: a convex loss lies below its chords, and one that lies above a chord bulges there


def bulges(f, p, q):
    return f((p + q) / 2) < (f(p) + f(q)) / 2
