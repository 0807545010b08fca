# forgets to divide by the sum: probabilities add up to 1

from math import exp


def softmax(logits):
    exps = [exp(x) for x in logits]
    return exps
