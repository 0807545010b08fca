# adds: each sweep passes all edges again, so they multiply


def visits(inputs, outputs, edges):
    return inputs + edges, outputs + edges
