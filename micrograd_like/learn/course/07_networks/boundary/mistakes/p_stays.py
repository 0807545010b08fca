# moves q only, and never p: if the middle has the class of p, then p becomes the middle


def crossing(model, p, q):
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if classify(model, middle) != classify(model, p):
            q = middle
    return q
