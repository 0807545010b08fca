# sets the grads to 0 before every example: in the end only the last one is there


def mean_gradient(loss_of, parameters, examples):
    zero_grad(parameters)
    for example in examples:
        zero_grad(parameters)
        backward(loss_of(example))
    return [p.grad / len(examples) for p in parameters]
