# takes the quarter once: every floor has a sigmoid of its own, so it is a quarter of a quarter of a
# quarter


def ceiling(k, weight):
    return 0.25 * weight ** (k - 1)
