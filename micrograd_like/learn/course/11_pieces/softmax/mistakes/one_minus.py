# takes 1 - p as the loss: it hardly differs between wrong and hopelessly wrong, the log does


def loss(logits, label):
    return 1 - softmax(logits)[label]
