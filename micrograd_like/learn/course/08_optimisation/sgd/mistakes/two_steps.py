# takes the step twice


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data - 2 * lr * p.grad
