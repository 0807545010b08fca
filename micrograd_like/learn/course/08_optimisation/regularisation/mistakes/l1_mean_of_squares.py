# counts the weights that are not 0: L1 is the sum of the absolute values


def l1(weights, strength):
    return strength * sum(abs(w) / abs(w.data) for w in weights)
