# shares the gradient out among the layers: slopes along a path multiply, so each layer takes its part
# of what is left


def ceiling(k, weight):
    return 0.25 / k * weight ** (k - 1)


def floors_until(limit):
    k = 1
    while 0.25 / k >= limit:
        k += 1
    return k
