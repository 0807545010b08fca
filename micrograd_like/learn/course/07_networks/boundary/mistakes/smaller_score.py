# moves p where the score at the middle is smaller in size: the sign of the score says on which side of
# the boundary the middle lies, its size does not


def crossing(model, p, q):
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        if abs(model(middle).data) < abs(model(p).data):
            p = middle
        else:
            q = middle
    return p
