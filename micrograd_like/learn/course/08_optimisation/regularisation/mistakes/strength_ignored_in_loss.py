# passes 1 as the strength: the loss hands its own strength on


def loss(error, weights, strength):
    return error + l2(weights, 1.0)
