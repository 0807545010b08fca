# keeps the half without the change in it: where middle and p are decided alike, the change lies between
# middle and q


def crossing(model, p, q):
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if classify(model, middle) != classify(model, p):
            p = middle
        else:
            q = middle
    return p
