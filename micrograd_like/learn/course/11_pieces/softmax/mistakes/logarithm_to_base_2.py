# takes the logarithm to the base 2: log is the natural logarithm


def loss(logits, label):
    return -log(softmax(logits)[label]) / log(2)
