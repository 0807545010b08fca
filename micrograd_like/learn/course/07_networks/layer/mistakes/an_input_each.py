# gives each neuron one of the inputs: in a layer every neuron looks at all of them


class Layer:
    def __call__(self, x):
        return [neuron([x_i]) for neuron, x_i in zip(self.neurons, x)]
