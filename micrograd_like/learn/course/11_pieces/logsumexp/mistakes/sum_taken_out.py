# takes the sum of the numbers out: exp(m) is a common factor for any m, but then the exps may overflow or
# vanish


def logsumexp(xs):
    m = sum(xs)
    return m + log(sum(exp(x - m) for x in xs))
