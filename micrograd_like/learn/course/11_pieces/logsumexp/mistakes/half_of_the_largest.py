# subtracts half of the largest


def logsumexp(xs):
    m = max(xs) / 2
    return m + log(sum(exp(x - m) for x in xs))
