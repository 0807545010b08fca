# subtracts the first number: another one may be far above it, and overflows


def logsumexp(xs):
    m = xs[0]
    return m + log(sum(exp(x - m) for x in xs))
