# subtracts the penalty: then large weights make the loss smaller


def loss(error, weights, strength):
    return error - l2(weights, strength)
