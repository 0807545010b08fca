# stops at the logarithm of the probabilities: exp makes probabilities of them


def softmax(logits):
    total = logsumexp(logits)
    return [x - total for x in logits]
