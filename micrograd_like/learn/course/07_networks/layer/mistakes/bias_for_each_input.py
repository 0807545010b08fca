# counts a bias for each input: every neuron has one bias, so nout * (nin + 1)


def count(nin, nout):
    return nin * (nout + 1)
