# does not set the grads to 0 before it collects: what the last call has left is in the result


def mean_gradient(loss_of, parameters, examples):
    for example in examples:
        backward(loss_of(example))
    return [p.grad / len(examples) for p in parameters]
