# adds the logs up, which gives the sum of the numbers: log and sum cannot be exchanged


def logsumexp(xs):
    return sum(xs)
