# computes f(p) + f(q) / 2 for the straight line: half-way it is at (f(p) + f(q)) / 2, with brackets


def bulges(f, p, q):
    return f((p + q) / 2) > f(p) + f(q) / 2
