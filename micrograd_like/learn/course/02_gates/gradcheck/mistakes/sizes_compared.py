# compares sizes: 3 and -3 have the same size and are a whole sign apart


def relative_error(a, n):
    largest = max(abs(a), abs(n))
    return abs(abs(a) - abs(n)) / largest if largest else 0.0
