# gives the difference itself and does not divide it by the larger of the two sizes


def largest_difference(first, second):
    return max(abs(a - b) for a, b in zip(first, second))
