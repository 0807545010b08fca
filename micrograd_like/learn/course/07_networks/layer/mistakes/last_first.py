# lists the outputs from the last neuron to the first: they come in the order of the neurons


class Layer:
    def __call__(self, x):
        return [neuron(x) for neuron in reversed(self.neurons)]
