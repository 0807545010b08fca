# gives the sum of 2 w, the derivatives: the penalty itself is the sum of the squares


def l2(weights, strength):
    return strength * sum(2 * w for w in weights)
