# gives the steps alone: each input stays where it is, plus its step


def push(inputs, gradient, step):
    return [step * g for x, g in zip(inputs, gradient)]
