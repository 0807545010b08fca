# lists the parameters of the last neuron only: collect those of all neurons in one list


class Layer:
    def parameters(self):
        for neuron in self.neurons:
            found = neuron.parameters()
        return found
