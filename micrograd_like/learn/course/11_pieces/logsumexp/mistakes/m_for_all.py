# subtracts m only once, from the sum: it is subtracted from every exponent


def logsumexp(xs):
    m = max(xs)
    return m + log(sum(exp(x) for x in xs) - m) if max(xs) < 700 else m
