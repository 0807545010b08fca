# divides by the step, so that a smaller step leads further away: it is multiplied by the step


def push(inputs, gradient, step):
    return [x + g / step for x, g in zip(inputs, gradient)]
