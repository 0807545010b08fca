# divides by the second gradient, whichever is larger


def largest_difference(first, second):
    return max(abs(a - b) / (abs(b) or 1.0) if a != b else 0.0 for a, b in zip(first, second))
