# divides the logits themselves by their sum: some are negative, and the sum may be 0


def softmax(logits):
    exps = [x for x in logits]
    return [e / sum(exps) for e in exps]
