# gives the loss at the end: the place w is asked for


def descend(loss, w, rate, steps):
    for _ in range(steps):
        w -= rate * slope(loss, w)
    return loss(Value(w)).data
