# squares the gradient: the step is lr times the gradient, with its sign


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data - lr * p.grad**2
