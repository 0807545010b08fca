# divides by the learning rate: the step is lr times the gradient


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data - p.grad / lr
