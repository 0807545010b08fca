# puts one and the same neuron into the list nout times: `[thing] * n` repeats the thing, it does not
# make n of them


class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin)] * nout
