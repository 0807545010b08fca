# forgets the minus: then training would make the right class improbable

from math import log


def loss(logits, label):
    return log(softmax(logits)[label])
