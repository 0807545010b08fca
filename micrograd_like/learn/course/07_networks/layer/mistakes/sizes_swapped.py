# swaps the two sizes: nout says how many neurons there are, nin how many weights each of them has


class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nout) for _ in range(nin)]
