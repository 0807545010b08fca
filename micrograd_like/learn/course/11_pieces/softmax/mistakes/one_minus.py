# takes 1 - p: the loss is -log p


def loss(logits, label):
    return 1 - softmax(logits)[label]
