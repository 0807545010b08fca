# jumps to -lr · grad instead of moving by it: a step starts where you are


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = -lr * p.grad
