# puts one and the same neuron into the list nout times: `[thing] * n` repeats the thing; make a new neuron
# for each place


class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin)] * nout
