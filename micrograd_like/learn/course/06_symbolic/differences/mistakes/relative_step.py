# takes a step in proportion to the input, h * x: the step is h, for every input


def by_nudging(f, xs, h):
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        nudged = [x * (1 + h) if i == k else x for i, x in enumerate(xs)]
        gradient.append((f(*nudged) - base) / h)
    return gradient
