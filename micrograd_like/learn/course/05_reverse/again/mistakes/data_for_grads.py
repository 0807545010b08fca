# divides the numbers of the parameters: what has been collected is in their grads


def mean_gradient(loss_of, parameters, examples):
    zero_grad(parameters)
    for example in examples:
        backward(loss_of(example))
    return [p.data / len(examples) for p in parameters]
