# uses only the two largest numbers


def logsumexp(xs):
    top = sorted(xs)[-2:]
    m = max(xs)
    return m + log(sum(exp(x - m) for x in top))
