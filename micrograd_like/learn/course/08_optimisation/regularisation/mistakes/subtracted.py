# subtracts the penalty: then large weights are what it is looking for


def loss(error, weights, strength):
    return error - l2(weights, strength)
