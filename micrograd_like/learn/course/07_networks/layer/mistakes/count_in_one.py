# counts one bias for each input and each neuron


def count(nin, nout):
    return nin * nout + nin + nout
