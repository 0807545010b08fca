# lets p become the middle whenever the middle has class +1: what counts is whether it has the class of p


def crossing(model, p, q):
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if classify(model, middle) > 0:
            p = middle
        else:
            q = middle
    return p
