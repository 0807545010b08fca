# computes the probability first: it may round to 0, and its log does not exist

from math import log


def loss(logits, label):
    return -log(softmax(logits)[label])
