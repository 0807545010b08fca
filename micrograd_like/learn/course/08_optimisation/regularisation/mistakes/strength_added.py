# adds the strength: it is a factor of the sum


def l2(weights, strength):
    return strength + sum(w * w for w in weights)
