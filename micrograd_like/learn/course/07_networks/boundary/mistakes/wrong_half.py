# keeps the half in which nothing changes: if the middle has the class of p, the change is between the
# middle and q


def crossing(model, p, q):
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if classify(model, middle) != classify(model, p):
            p = middle
        else:
            q = middle
    return p
