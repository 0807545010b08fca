# subtracts the log of the logit: the loss is log(sum of exp) minus the right logit itself


def loss(logits, label):
    return log(sum(exp(x) for x in logits))
