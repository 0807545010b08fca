# divides by the largest exp: then the favourite has probability 1, and the others come on top

from math import exp


def softmax(logits):
    exps = [exp(x) for x in logits]
    return [e / max(exps) for e in exps]
