# takes the quarter once: every layer has a sigmoid of its own, so it is a quarter of a quarter of a
# quarter


def ceiling(k, weight):
    return 0.25 * weight ** (k - 1)
