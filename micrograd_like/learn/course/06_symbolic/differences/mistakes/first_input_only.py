# moves the first input in every run: in run k it is input k that takes the step


def by_nudging(f, xs, h):
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        nudged = [x + h if i == 0 else x for i, x in enumerate(xs)]
        gradient.append((f(*nudged) - base) / h)
    return gradient
