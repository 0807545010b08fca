# has a quarter for each weight, k - 1 of them: there are k sigmoids


def ceiling(k, weight):
    return 0.25 ** (k - 1) * weight**k
