# takes the mean gradient for all parameters: each has its own


def sgd_step(parameters, lr):
    mean = sum(p.grad for p in parameters) / len(parameters)
    for p in parameters:
        p.data = p.data - lr * mean
