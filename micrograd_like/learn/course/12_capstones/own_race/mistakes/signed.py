# keeps the sign of the difference: a gap downwards then counts as less than none


def largest_difference(first, second):
    return max((a - b) / max(abs(a), abs(b)) if a != b else 0.0 for a, b in zip(first, second))
