# stops one layer early, where the bound is not below the limit yet


def floors_until(limit):
    k = 1
    while 0.25**k >= limit:
        k += 1
    return k - 1
