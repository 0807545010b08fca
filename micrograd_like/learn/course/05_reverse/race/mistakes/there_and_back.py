# counts the edges twice in reverse mode: the backward pass passes each of them once


def visits(inputs, outputs, edges):
    return inputs * edges, 2 * outputs * edges
