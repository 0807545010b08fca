# multiplies by the number of entries


def logsumexp(xs):
    m = max(xs)
    return m + log(len(xs))
