# takes the sigmoid of each logit: that asks of each class whether it is there, not which one it is

from math import exp


def softmax(logits):
    exps = [1 / (1 + exp(-x)) for x in logits]
    return exps
