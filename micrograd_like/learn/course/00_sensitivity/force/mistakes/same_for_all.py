# moves every input up by the same amount: each has its own entry in the gradient, which says how far
# and which way


def push(inputs, gradient, step):
    return [x + step for x, g in zip(inputs, gradient)]
