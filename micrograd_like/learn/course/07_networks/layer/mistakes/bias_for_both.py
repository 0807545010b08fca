# counts biases for the neurons and for the inputs: only neurons have a bias


def count(nin, nout):
    return (nin + 1) * (nout + 1)
