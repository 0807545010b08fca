# swaps the two: a sweep forward belongs to an input, a backward pass to an output


def visits(inputs, outputs, edges):
    return outputs * edges, inputs * edges
