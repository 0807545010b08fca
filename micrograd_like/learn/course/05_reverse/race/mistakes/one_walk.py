# counts one backward pass for all outputs: grads of two outputs in one pass would be added up and could not
# be told apart


def visits(inputs, outputs, edges):
    return inputs * edges, edges
