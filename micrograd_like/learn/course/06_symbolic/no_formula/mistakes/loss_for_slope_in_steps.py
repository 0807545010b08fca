# takes rate times the loss as the step: a step is rate times the slope


def descend(loss, w, rate, steps):
    for _ in range(steps):
        w -= rate * loss(Value(w)).data
    return w
