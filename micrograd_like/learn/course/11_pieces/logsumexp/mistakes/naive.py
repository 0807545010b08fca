# writes the definition down: exp(1000) overflows, and if all logits are -1000 it takes the log of 0

from math import exp, log


def logsumexp(xs):
    return log(sum(exp(x) for x in xs))
