# walks uphill: the gradient says where the loss grows, so subtract


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data + lr * p.grad
