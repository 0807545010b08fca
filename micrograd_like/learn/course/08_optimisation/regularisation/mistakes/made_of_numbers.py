# computes the penalty from .data: the loss is right, but the penalty has become a constant that pulls
# at nothing


def l2(weights, strength):
    return strength * sum(w.data * w.data for w in weights)
