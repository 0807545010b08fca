# takes the length of the weight vector, with a root: the L2 penalty is the sum of the squares, without a
# root


def l2(weights, strength):
    return strength * sum(w * w for w in weights) ** 0.5
