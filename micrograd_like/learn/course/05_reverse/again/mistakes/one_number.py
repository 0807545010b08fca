# adds the grads of all parameters up: a gradient has an entry for each parameter


def mean_gradient(loss_of, parameters, examples):
    zero_grad(parameters)
    for example in examples:
        backward(loss_of(example))
    return sum(p.grad for p in parameters) / len(examples)
