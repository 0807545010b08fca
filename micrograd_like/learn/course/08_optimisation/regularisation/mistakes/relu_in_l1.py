# takes relu of the weights: negative weights have an absolute value as well


def l1(weights, strength):
    return strength * sum(w.relu() for w in weights)
