# moves against the gradient divided by its size: the step is lr times the gradient


def sgd_step(parameters, lr):
    length = sum(p.grad**2 for p in parameters) ** 0.5
    for p in parameters:
        p.data = p.data - lr * p.grad / (length or 1.0)
