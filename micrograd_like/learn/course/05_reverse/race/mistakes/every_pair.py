# pays for every pair of input and output: a sweep answers for all outputs at once, a walk for all
# inputs at once


def visits(inputs, outputs, edges):
    return inputs * outputs * edges, inputs * outputs * edges
