# counts sweeps and passes: each of them passes all edges


def visits(inputs, outputs, edges):
    return inputs, outputs
