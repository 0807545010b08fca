# multiplies by m: exp(m) is a factor of the sum, so m is a term outside the log


def logsumexp(xs):
    m = max(xs)
    return m * log(sum(exp(x - m) for x in xs))
