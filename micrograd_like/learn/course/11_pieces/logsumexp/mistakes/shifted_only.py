# subtracts the largest and stops: the numbers are in range, but they do not add up to 1

from math import exp


def softmax(logits):
    total = logsumexp(logits)
    return [exp(x - max(logits)) for x in logits]
