# gives the mean of the outputs


class Layer:
    def __call__(self, x):
        outs = [neuron(x) for neuron in self.neurons]
        return [sum(outs) / len(outs)] * len(outs)
