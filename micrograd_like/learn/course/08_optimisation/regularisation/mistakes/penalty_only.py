# leaves out the error: the loss is error + penalty


def loss(error, weights, strength):
    return l2(weights, strength)
