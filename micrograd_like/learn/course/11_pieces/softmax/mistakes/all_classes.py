# adds -log(1 - p) of the wrong classes: only the probability of the right class is in this loss


def loss(logits, label):
    p = softmax(logits)
    return -sum(log(p_k) if k == label else log(1 - p_k) for k, p_k in enumerate(p))
