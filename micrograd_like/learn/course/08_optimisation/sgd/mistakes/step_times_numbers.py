# makes the step larger where the number is larger: a step is lr times the gradient, wherever p is


def sgd_step(parameters, lr):
    for p in parameters:
        p.data = p.data * (1 - lr * p.grad)
