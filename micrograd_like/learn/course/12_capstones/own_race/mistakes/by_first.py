# divides by the first gradient, whichever is larger: the result then depends on the order of the two


def largest_difference(first, second):
    return max(abs(a - b) / abs(a) if a != b else 0.0 for a, b in zip(first, second))
