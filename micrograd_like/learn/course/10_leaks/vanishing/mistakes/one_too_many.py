# goes a layer too far: the smallest k is asked for


def floors_until(limit):
    k = 1
    while 0.25**k >= limit:
        k += 1
    return k + 1
