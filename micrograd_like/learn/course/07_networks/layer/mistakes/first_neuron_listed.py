# lists the parameters of the first neuron only


class Layer:
    def parameters(self):
        return self.neurons[0].parameters()
