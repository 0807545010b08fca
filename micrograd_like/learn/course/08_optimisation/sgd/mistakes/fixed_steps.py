# takes steps of the size lr, whatever the gradient is: the step is lr times the gradient


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data - lr
