# changes the gradient in place of the number: p.data is what the model uses


def sgd_step(parameters, lr):
    for p in parameters:
        p.grad = p.data - lr * p.grad
