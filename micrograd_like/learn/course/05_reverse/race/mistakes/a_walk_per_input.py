# lets reverse mode make a pass for each input: one backward pass reaches all of them


def visits(inputs, outputs, edges):
    return inputs * edges, inputs * edges
