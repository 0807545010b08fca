# makes p the name of something new: the Value in the model stays as it is; change p.data


def sgd_step(parameters, lr):
    for p in parameters:
        p = p - lr * p.grad
