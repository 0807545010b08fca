# subtracts the 1 at the class after the label: classes are counted from 0


def gradient(logits, label):
    p = softmax(logits)
    return [p_k - (k == (label + 1) % len(p)) for k, p_k in enumerate(p)]
