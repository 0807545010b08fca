# halves too few times: the loop does it 50 times


def crossing(model, p, q):
    for _ in range(5):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if classify(model, middle) == classify(model, p):
            p = middle
        else:
            q = middle
    return p
