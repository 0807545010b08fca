# adds the outputs up: the layer gives a list with one output for each neuron


class Layer:
    def __call__(self, x):
        return [sum(neuron(x) for neuron in self.neurons)]
