# stops at the first middle: half-way between two points is on the boundary only by luck, so halve on


def crossing(model, p, q):
    for _ in range(0):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if classify(model, middle) == classify(model, p):
            p = middle
        else:
            q = middle
    return [(a + b) / 2 for a, b in zip(p, q)]
