# counts two biases for each neuron: it has one


def count(nin, nout):
    return nout * (nin + 2)
