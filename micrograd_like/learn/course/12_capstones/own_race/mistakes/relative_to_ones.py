# divides by 1 plus the larger size


def largest_difference(first, second):
    return max(abs(a - b) / (1 + max(abs(a), abs(b))) for a, b in zip(first, second))
