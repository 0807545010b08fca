# moves the first input and leaves the others where they are: each has its own entry


def push(inputs, gradient, step):
    return [inputs[0] + step * gradient[0], *inputs[1:]]
