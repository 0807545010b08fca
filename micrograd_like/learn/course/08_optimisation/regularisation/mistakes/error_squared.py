# squares the error once more


def loss(error, weights, strength):
    return error**2 + l2(weights, strength)
