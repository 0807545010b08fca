# moves all inputs at once: the rise is then the sum of all entries, and stands in every place


def by_nudging(f, xs, h):
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        nudged = [x + h for i, x in enumerate(xs)]
        gradient.append((f(*nudged) - base) / h)
    return gradient
