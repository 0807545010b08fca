# takes the larger number, not the larger size: of -3 and -4 that is -3


def relative_error(a, n):
    largest = max(a, n)
    return abs(a - n) / largest if largest else 0.0
