# divides 1/4 by k: the slopes on the path are multiplied, so it is 1/4 to the power k


def ceiling(k, weight):
    return 0.25 / k * weight ** (k - 1)


def floors_until(limit):
    k = 1
    while 0.25 / k >= limit:
        k += 1
    return k
