# gives the logarithms of the probabilities


def softmax(logits):
    total = log(sum(exp(x) for x in logits))
    return [x - total for x in logits]
