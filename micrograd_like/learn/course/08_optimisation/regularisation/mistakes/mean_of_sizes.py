# takes the mean over the weights: the L1 penalty is their sum


def l1(weights, strength):
    return strength * sum(abs(w) for w in weights) / len(weights)
