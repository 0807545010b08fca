# hands every neuron the first input only


class Layer:
    def __call__(self, x):
        return [neuron([x[0]] * len(x)) for neuron in self.neurons]
