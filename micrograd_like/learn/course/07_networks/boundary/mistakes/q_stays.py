# moves p only, and never q: if the middle has the class of q, then q becomes the middle


def crossing(model, p, q):
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if classify(model, middle) == classify(model, p):
            p = middle
    return p
