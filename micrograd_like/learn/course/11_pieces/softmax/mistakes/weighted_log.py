# multiplies the log by the probability: the loss is -log p, without a factor


def loss(logits, label):
    p = softmax(logits)[label]
    return -p * log(p)
