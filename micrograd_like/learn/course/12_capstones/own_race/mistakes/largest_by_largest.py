# divides the largest difference by the largest entry of all: each difference is divided by its own two
# entries


def largest_difference(first, second):
    return max(abs(a - b) for a, b in zip(first, second)) / (max(map(abs, [*first, *second])) or 1.0)
