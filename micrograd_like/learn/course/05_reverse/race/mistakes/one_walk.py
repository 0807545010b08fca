# counts one walk back for all outputs: grads of two outputs in one walk would be added up and could not
# be told apart


def visits(inputs, outputs, edges):
    return inputs * edges, edges
