# multiplies where it should add: an input that is pushed is the input plus its step


def push(inputs, gradient, step):
    return [x * step * g for x, g in zip(inputs, gradient)]
