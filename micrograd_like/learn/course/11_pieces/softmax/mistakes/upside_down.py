# takes exp(-x): then the largest logit gets the smallest probability

from math import exp


def softmax(logits):
    exps = [exp(-x) for x in logits]
    return [e / sum(exps) for e in exps]
