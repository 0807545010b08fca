# divides by the mean of the two sizes: divide by the larger


def largest_difference(first, second):
    return max(0.0 if a == b else 2 * abs(a - b) / (abs(a) + abs(b)) for a, b in zip(first, second))
