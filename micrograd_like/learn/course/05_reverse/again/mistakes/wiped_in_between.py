# ends with the last example alone: set the grads to 0 once, before the loop, and call backward inside it


def mean_gradient(loss_of, parameters, examples):
    zero_grad(parameters)
    for example in examples:
        zero_grad(parameters)
        backward(loss_of(example))
    return [p.grad / len(examples) for p in parameters]
