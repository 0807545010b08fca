# gives the largest alone: a good guess, but the others count as soon as they are near


def logsumexp(xs):
    m = max(xs)
    return m
