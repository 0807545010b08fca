# uses only the sign of the gradient: the step is lr times the gradient, so its size counts, too


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data - lr * ((p.grad > 0) - (p.grad < 0))
