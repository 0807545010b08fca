# divides by the mean of the two sizes: asked for is the larger one


def relative_error(a, n):
    return abs(a - n) / ((abs(a) + abs(n)) / 2) if a or n else 0.0
