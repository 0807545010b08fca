# divides exps that overflow

from math import exp


def softmax(logits):
    exps = [exp(x) for x in logits]
    return [e / sum(exps) for e in exps]
