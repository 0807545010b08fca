# takes the step downwards, from x - h to x: forward differences go from x to x + h


def by_nudging(f, xs, h):
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        nudged = [x - h if i == k else x for i, x in enumerate(xs)]
        gradient.append((base - f(*nudged)) / h)
    return gradient
