# lets reverse mode walk once for each input: one walk back reaches all of them


def visits(inputs, outputs, edges):
    return inputs * edges, inputs * edges
