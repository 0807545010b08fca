# leaves the label out of the gradient: every logit would be pushed down


def gradient(logits, label):
    slopes = softmax(logits)
    return slopes
