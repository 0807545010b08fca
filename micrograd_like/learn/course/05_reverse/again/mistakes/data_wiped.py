# sets the numbers themselves to 0: only the grads are old, p.data is what has been learnt


def zero_grad(parameters):
    for p in parameters:
        p.data = p.grad = 0.0
