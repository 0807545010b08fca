# compares with f at 0: the difference is taken from the value at the inputs themselves


def by_nudging(f, xs, h):
    base = f(*[0.0] * len(xs))
    gradient = []
    for k in range(len(xs)):
        nudged = [x + h if i == k else x for i, x in enumerate(xs)]
        gradient.append((f(*nudged) - base) / h)
    return gradient
