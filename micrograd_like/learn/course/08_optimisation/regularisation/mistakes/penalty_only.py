# forgets the error: then all weights 0 would be perfect


def loss(error, weights, strength):
    return l2(weights, strength)
