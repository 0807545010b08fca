# subtracts the smallest: then the largest is still as far up as the two are apart

from math import exp, log


def logsumexp(xs):
    m = min(xs)
    return m + log(sum(exp(x - m) for x in xs))
