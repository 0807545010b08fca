# compares the sums of the two gradients: compare entry by entry


def largest_difference(first, second):
    a, b = sum(first), sum(second)
    return 0.0 if a == b else abs(a - b) / max(abs(a), abs(b))
