# divides by the number of parameters: the mean is over the examples


def mean_gradient(loss_of, parameters, examples):
    zero_grad(parameters)
    for example in examples:
        backward(loss_of(example))
    return [p.grad / len(parameters) for p in parameters]
