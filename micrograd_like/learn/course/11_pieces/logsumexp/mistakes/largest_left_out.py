# leaves the largest out of the sum: there its exp is 1


def logsumexp(xs):
    m = max(xs)
    rest = [x for x in xs if x != m]
    return m + log(sum(exp(x - m) for x in rest)) if rest else m
