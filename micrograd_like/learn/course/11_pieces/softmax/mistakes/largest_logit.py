# subtracts the largest logit, but not from the sum: it must be taken out of both


def softmax(logits):
    exps = [exp(x - max(logits)) for x in logits]
    return [e / sum(exp(x) for x in logits) for e in exps]
