# adds 1 at the label: a larger logit of the right class makes the loss smaller, so that slope is p - 1,
# below 0


def gradient(logits, label):
    slopes = softmax(logits)
    slopes[label] += 1
    return slopes
