# forgets to add the largest back at the end: exp(m) was taken out of the sum, so m comes out of the log

from math import exp, log


def logsumexp(xs):
    m = max(xs)
    return log(sum(exp(x - m) for x in xs))
