# returns inside the loop, after the first example: the return belongs behind the loop


def mean_gradient(loss_of, parameters, examples):
    zero_grad(parameters)
    for example in examples:
        backward(loss_of(example))
        return [p.grad / len(examples) for p in parameters]
    return []
