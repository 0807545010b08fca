# uses only the sign of the gradient: its size says how much there is to gain


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data - lr * ((p.grad > 0) - (p.grad < 0))
