# divides by the value as well: that is a relative change


def by_nudging(f, xs, h):
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        nudged = [x + h if i == k else x for i, x in enumerate(xs)]
        gradient.append((f(*nudged) - base) / (h * base))
    return gradient
