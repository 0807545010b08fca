# takes the lower end: that may be as large as any, only negative


def smallest(low, high):
    return low
