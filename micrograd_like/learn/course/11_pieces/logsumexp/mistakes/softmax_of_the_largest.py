# gives softmax of the largest for all


def softmax(logits):
    total = logsumexp(logits)
    return [exp(max(logits) - total) for x in logits]
