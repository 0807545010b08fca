# gives the sum over the examples: the slope of a mean is the mean of the slopes


def mean_gradient(loss_of, parameters, examples):
    zero_grad(parameters)
    for example in examples:
        backward(loss_of(example))
    return [p.grad for p in parameters]
