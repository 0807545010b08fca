# gives the score there: the point is asked for


def crossing(model, p, q):
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if classify(model, middle) == classify(model, p):
            p = middle
        else:
            q = middle
    return model(p).data
