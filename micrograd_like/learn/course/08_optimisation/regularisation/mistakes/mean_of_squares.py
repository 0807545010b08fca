# takes the mean over the weights: the L2 penalty is their sum


def l2(weights, strength):
    return strength * sum(w * w for w in weights) / len(weights)
