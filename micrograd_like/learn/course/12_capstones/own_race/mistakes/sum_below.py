# divides by the sum of the two sizes: divide by the larger


def largest_difference(first, second):
    return max(0.0 if a == b else abs(a - b) / (abs(a) + abs(b)) for a, b in zip(first, second))
