# gives p - 1 for the label, and -p for the others


def gradient(logits, label):
    p = softmax(logits)
    return [p_k - 1 if k == label else -p_k for k, p_k in enumerate(p)]
