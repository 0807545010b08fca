# counts weights only: every neuron has a bias besides


def count(nin, nout):
    return nout * nin
