# takes the mean of error and penalty: the loss is their sum


def loss(error, weights, strength):
    return (error + l2(weights, strength)) / 2
