# moves every input up, by the size of its entry: where the entry is negative, the result grows when
# the input falls


def push(inputs, gradient, step):
    return [x + step * abs(g) for x, g in zip(inputs, gradient)]
