# adds up what is added up already: p.grad holds the sum over all examples so far, so the first one is counted
# again with each


def mean_gradient(loss_of, parameters, examples):
    zero_grad(parameters)
    grads = [0.0] * len(parameters)
    for example in examples:
        backward(loss_of(example))
        grads = [g + p.grad for g, p in zip(grads, parameters)]
    return [g / len(examples) for g in grads]
