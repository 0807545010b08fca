# halves in every layer: 1/2 is the value of the sigmoid in the middle, and its slope is 1/4


def floors_until(limit):
    k = 1
    while 0.5**k >= limit:
        k += 1
    return k
