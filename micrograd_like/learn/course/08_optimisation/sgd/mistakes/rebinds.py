# makes p the name of something new: the Value in the model is not touched; change what is in p.data


def sgd_step(parameters, lr):
    for p in parameters:
        p = p - lr * p.grad
