# gives 0 as soon as one of the two is 0: a derivative that is wrongly 0 has the largest error, 1


def relative_error(a, n):
    if a == 0 or n == 0:
        return 0.0
    return abs(a - n) / max(abs(a), abs(n))
