# gives the gradient the other sign: raising the right logit lowers the loss, so its slope is negative


def gradient(logits, label):
    slopes = softmax(logits)
    slopes[label] -= 1
    return [-g for g in slopes]
