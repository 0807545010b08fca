# multiplies p - 1 by p for the label


def gradient(logits, label):
    p = softmax(logits)
    return [p_k * (p_k - (k == label)) for k, p_k in enumerate(p)]
