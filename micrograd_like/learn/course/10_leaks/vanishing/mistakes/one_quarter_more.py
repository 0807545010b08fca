# counts k + 1 sigmoids: there are k on the path


def ceiling(k, weight):
    return 0.25 ** (k + 1) * weight ** (k - 1)
