# has the difference reversed


def softmax(logits):
    total = logsumexp(logits)
    return [exp(min(700.0, total - x)) for x in logits]
