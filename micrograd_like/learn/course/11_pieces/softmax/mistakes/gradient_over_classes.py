# divides by the number of classes: the loss of one example has no mean in it


def gradient(logits, label):
    slopes = softmax(logits)
    slopes[label] -= 1
    return [s / len(logits) for s in slopes]
