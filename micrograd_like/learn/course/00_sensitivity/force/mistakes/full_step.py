# ignores the step: the gradient is a rate at this place, and far away it is no longer true


def push(inputs, gradient, step):
    return [x + g for x, g in zip(inputs, gradient)]
