# gives p (1 - p), how fast a probability moves with its own logit: the loss is -log of one of them, and
# each logit moves all of them


def gradient(logits, label):
    slopes = softmax(logits)
    slopes[label] -= 1
    return [s * (1 - s) for s in softmax(logits)]
