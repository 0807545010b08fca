# divides by the mean of the exps: they are divided by their sum, so that the results add up to 1


def softmax(logits):
    exps = [exp(x) for x in logits]
    return [e * len(exps) / sum(exps) for e in exps]
