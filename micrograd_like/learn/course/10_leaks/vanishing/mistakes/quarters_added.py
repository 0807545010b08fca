# multiplies 1/4 by k: the slopes on the path are multiplied with each other


def ceiling(k, weight):
    return 0.25 * k * weight ** (k - 1)
