# lists the weights without the biases: training changes the biases as well


class Layer:
    def parameters(self):
        return [w for neuron in self.neurons for w in neuron.w]
