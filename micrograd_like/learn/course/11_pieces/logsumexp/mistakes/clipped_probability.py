# adds a small number under the log, so that a loss of 1,000 becomes about 20 or 30: compute logsumexp minus
# the logit


def loss(logits, label):
    return -log(softmax(logits)[label] + 1e-12)
