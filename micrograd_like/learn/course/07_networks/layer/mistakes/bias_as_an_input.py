# gives each neuron nin + 1 weights: the bias is there already, beside the weights


class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin + 1) for _ in range(nout)]
