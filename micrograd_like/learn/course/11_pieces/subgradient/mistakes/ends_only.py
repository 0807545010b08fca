# chooses between the two ends: if 0 lies between them, 0 is the slope nearest to 0


def smallest(low, high):
    return min(low, high, key=abs)
