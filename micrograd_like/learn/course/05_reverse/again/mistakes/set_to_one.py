# sets the grads to 1 in zero_grad: only the output begins at 1, and backward does that


def zero_grad(parameters):
    for p in parameters:
        p.grad = 1.0
