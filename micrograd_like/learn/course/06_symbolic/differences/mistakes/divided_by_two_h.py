# divides by 2 h: the two points of a forward difference lie h apart


def by_nudging(f, xs, h):
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        nudged = [x + h if i == k else x for i, x in enumerate(xs)]
        gradient.append((f(*nudged) - base) / (2 * h))
    return gradient
