# divides 0 by 0 where both are 0: equal numbers differ by 0


def largest_difference(first, second):
    return max(abs(a - b) / max(abs(a), abs(b)) for a, b in zip(first, second))
