# takes the whole gradient for the step: the learning rate is left out


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data - p.grad
