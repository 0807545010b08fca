# gives the size of the slope: it has a sign


def smallest(low, high):
    return 0.0 if low <= 0 <= high else min(abs(low), abs(high))
