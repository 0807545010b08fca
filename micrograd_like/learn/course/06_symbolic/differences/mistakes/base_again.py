# computes the value at the start anew for every input: 2n + 1 runs, and n of them give the same number


def by_nudging(f, xs, h):
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        nudged = [x + h if i == k else x for i, x in enumerate(xs)]
        gradient.append((f(*nudged) - f(*xs)) / h)
    return gradient
