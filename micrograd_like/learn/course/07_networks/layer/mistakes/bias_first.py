# lists each bias before the weights of its neuron: parameters() of a neuron gives the weights first


class Layer:
    def parameters(self):
        return [p for neuron in self.neurons for p in [neuron.b, *neuron.w]]
