# measures the plain distance: 1e-4 is tiny beside 1000 and a disaster beside 1e-4


def relative_error(a, n):
    largest = max(abs(a), abs(n))
    return abs(a - n)
