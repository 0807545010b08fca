# takes exp of the quotient: the quotient of exps is the exp of the difference


def softmax(logits):
    total = logsumexp(logits)
    return [exp(x / total) for x in logits]
