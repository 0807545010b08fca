# squares the gap: the gap 1/4 - (1 - s) s is itself the square of s - 1/2


def missing(s):
    return (0.25 - (1 - s) * s) ** 2
