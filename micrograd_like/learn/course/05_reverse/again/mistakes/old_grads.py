# forgets to wipe before it collects: what was left by the last call is in the result (the classic: a
# model that learns from all its past at once)


def mean_gradient(loss_of, parameters, examples):
    for example in examples:
        backward(loss_of(example))
    return [p.grad / len(examples) for p in parameters]
