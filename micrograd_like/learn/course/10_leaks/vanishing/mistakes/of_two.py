# halves at every layer: the value of the sigmoid is 1/2 in the middle, its slope 1/4


def floors_until(limit):
    k = 1
    while 0.5**k >= limit:
        k += 1
    return k
