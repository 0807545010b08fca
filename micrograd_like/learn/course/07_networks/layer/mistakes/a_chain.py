# sends the output of one neuron into the next: all neurons of a layer look at the same inputs


class Layer:
    def __call__(self, x):
        outs = []
        for neuron in self.neurons:
            out = neuron(x)
            outs.append(out)
            x = [out] * len(x)
        return outs
