# looks at the probability of the favourite; asked for is that of the label

from math import log


def loss(logits, label):
    return -log(max(softmax(logits)))
