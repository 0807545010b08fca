# compares the first entries only


def largest_difference(first, second):
    a, b = first[0], second[0]
    return 0.0 if a == b else abs(a - b) / max(abs(a), abs(b))
