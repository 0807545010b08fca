# adds a share of the input to the gradient: it is the input that stays, and the gradient that is
# multiplied by the step


def push(inputs, gradient, step):
    return [g + step * x for x, g in zip(inputs, gradient)]
