# gives each neuron only one of the inputs: every neuron looks at all of them


class Layer:
    def __call__(self, x):
        return [neuron([x_i]) for neuron, x_i in zip(self.neurons, x)]
