import random

from micrograd_like import Value


class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)

    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.tanh()

    def parameters(self):
        return self.w + [self.b]


class Layer:
    """nin numbers in, a list of nout Values out."""

    def __init__(self, nin, nout):
        # TODO: a list of nout neurons with nin inputs each
        ### BEGIN SOLUTION
        self.neurons = [Neuron(nin) for _ in range(nout)]
        ### END SOLUTION
        #: self.neurons = ...

    def __call__(self, x):
        # TODO: the outputs of all neurons, in order
        ### BEGIN SOLUTION
        return [neuron(x) for neuron in self.neurons]
        ### END SOLUTION

    def parameters(self):
        """One flat list: everything of the first neuron, then everything of the second,
        and so on.
        """
        # TODO
        ### BEGIN SOLUTION
        return [p for neuron in self.neurons for p in neuron.parameters()]
        ### END SOLUTION


def count(nin, nout):
    """How many parameters such a layer has, without building it."""
    # TODO
    ### BEGIN SOLUTION
    return nout * (nin + 1)
    ### END SOLUTION


if __name__ == "__main__":
    random.seed(0)
    layer = Layer(2, 3)
    print(layer([1.0, -2.0]))
    print(len(layer.parameters()), count(2, 3))
