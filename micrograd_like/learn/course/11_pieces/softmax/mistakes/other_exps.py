# divides by the sum of the other exps: the sum contains its own, too


def softmax(logits):
    exps = [exp(x) for x in logits]
    return [e / (sum(exps) - e) for e in exps]
