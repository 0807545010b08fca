# gives a list of lists: whoever trains it wants one flat list of Values


class Layer:
    def parameters(self):
        return [neuron.parameters() for neuron in self.neurons]
