# looks at the last class, whatever the label is


def loss(logits, label):
    return -log(softmax(logits)[-1])
