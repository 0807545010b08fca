# gives p (1 - p): this is the derivative of a probability with respect to its own logit


def gradient(logits, label):
    slopes = softmax(logits)
    slopes[label] -= 1
    return [s * (1 - s) for s in softmax(logits)]
