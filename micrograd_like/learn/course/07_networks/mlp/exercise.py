import random

from micrograd_like import Value


class Neuron:
    def __init__(self, nin, nonlin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)
        self.nonlin = nonlin

    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.relu() if self.nonlin else z

    def parameters(self):
        return self.w + [self.b]


class Layer:
    def __init__(self, nin, nout, nonlin):
        self.neurons = [Neuron(nin, nonlin) for _ in range(nout)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]

    def parameters(self):
        return [p for neuron in self.neurons for p in neuron.parameters()]


class MLP:
    """nin numbers in, a list of nouts[-1] Values out, of one Value if that is 1.

    nouts: how many neurons each layer has, such as [16, 16, 1].  All layers but the
    last one have relu.
    """

    def __init__(self, nin, nouts):
        # TODO: self.layers = a list with one Layer for each number in nouts
        ### BEGIN SOLUTION
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=i != last) for i in range(len(nouts))]
        ### END SOLUTION

    def __call__(self, x):
        # TODO: send x through all layers
        ### BEGIN SOLUTION
        for layer in self.layers:
            x = layer(x)
        return x
        ### END SOLUTION

    def parameters(self):
        # TODO: one flat list, layer by layer
        ### BEGIN SOLUTION
        return [p for layer in self.layers for p in layer.parameters()]
        ### END SOLUTION


# Predict: how many parameters has MLP(2, [16, 16, 1])?  Count on paper, layer by layer.
# TODO
### BEGIN SOLUTION
parameters_of_the_demo = 337
### END SOLUTION


if __name__ == "__main__":
    random.seed(1)
    model = MLP(2, [3, 1])
    print(model([1.0, -2.0]))
    print(len(MLP(2, [16, 16, 1]).parameters()), parameters_of_the_demo)
