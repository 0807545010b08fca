import random

from micrograd_like.learn import my_engine

Value = my_engine().Value  # the engine that you wrote in lesson 5


class Neuron:
    """nin numbers in, one Value out: tanh of the weighted sum, or the sum itself where
    nonlin is False.
    """

    def __init__(self, nin, nonlin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)
        self.nonlin = nonlin

    def __call__(self, x):
        # TODO: as in 7.1, with the choice at the end
        ### BEGIN SOLUTION
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.tanh() if self.nonlin else z
        ### END SOLUTION

    def parameters(self):
        return self.w + [self.b]


class Layer:
    def __init__(self, nin, nout, nonlin):
        self.neurons = [Neuron(nin, nonlin) for _ in range(nout)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]


class MLP:
    """nin numbers in, one Value out: hidden layers of these sizes with tanh, and a last
    neuron without it.
    """

    def __init__(self, nin, hidden):
        sizes = [nin, *hidden]
        self.layers = [Layer(sizes[i], sizes[i + 1], True) for i in range(len(hidden))]
        self.layers.append(Layer(sizes[-1], 1, False))

    def __call__(self, x):
        # TODO: as in 7.3; what comes out is the one Value of the last layer, not a list
        ### BEGIN SOLUTION
        for layer in self.layers:
            x = layer(x)
        return x[0]
        ### END SOLUTION

    def parameters(self):
        return [p for layer in self.layers for neuron in layer.neurons for p in neuron.parameters()]

    def gradient(self, x):
        """The derivative of the output at x with respect to each parameter, whatever
        grads there are from before.
        """
        # TODO: grads to 0, the output, backward, a list of grads
        ### BEGIN SOLUTION
        for p in self.parameters():
            p.grad = 0.0
        self(x).backward()
        return [p.grad for p in self.parameters()]
        ### END SOLUTION


# Neuron(2, True) at x = [2.0, 0.0] builds a graph.  The sum starts at the bias; your
# engine makes a leaf of each plain number.
# TODO: predict how many nodes the graph has, leaves and output included
### BEGIN SOLUTION
nodes_of_a_neuron = 10
### END SOLUTION


if __name__ == "__main__":
    random.seed(0)
    model = MLP(2, [8, 8])
    print(model([1.0, -2.0]))
    print(len(model.parameters()), "parameters; the first grads:", model.gradient([1.0, -2.0])[:3])
