# divides the inputs among the neurons: each neuron has a weight for every input


class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(1) for _ in range(nout)]
