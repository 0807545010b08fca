import random
from math import sqrt

from micrograd_like import health, race
from micrograd_like.data import micrograd_moons
from micrograd_like.learn import my_engine

Value = my_engine().Value  # the engine that you wrote in lesson 5


class Neuron:
    def __init__(self, nin, nonlin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)
        self.nonlin = nonlin

    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.tanh() if self.nonlin else z

    def parameters(self):
        return self.w + [self.b]


class Layer:
    def __init__(self, nin, nout, nonlin):
        self.neurons = [Neuron(nin, nonlin) for _ in range(nout)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]


class MLP:
    """Your network of lesson 7, hidden layers with tanh and a last neuron without it.

    It is written out again: only a file that needs no other one is kept, and that one
    needs your engine.
    """

    def __init__(self, nin, hidden):
        sizes = [nin, *hidden]
        self.layers = [Layer(sizes[i], sizes[i + 1], True) for i in range(len(hidden))]
        self.layers.append(Layer(sizes[-1], 1, False))

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x[0]


def gradient_lengths(network):
    """For each layer, first to last: the length of the gradient of all its parameters
    together.

    backward() has been called.  The length of (g1, g2, ...) is the root of g1² + g2² +
    ...
    """
    # TODO: network.layers, their neurons, and the grads of neuron.parameters()
    ### BEGIN SOLUTION
    squares = [[p.grad**2 for neuron in layer.neurons for p in neuron.parameters()] for layer in network.layers]
    return [sqrt(sum(own)) for own in squares]
    ### END SOLUTION


def saturated(network, X):
    """For each layer with tanh: the share of its outputs t, over all neurons and all x
    in X, with 1 - t² < 0.01.
    """
    # TODO: send each x through the layers, one after the other, and look at what comes
    # out of each
    ### BEGIN SOLUTION
    found = [[] for layer in network.layers[:-1]]
    for x in X:
        for outputs, layer in zip(found, network.layers):
            x = layer(x)
            outputs += [t.data for t in x]
    return [sum(1 - t * t < 0.01 for t in outputs) / len(outputs) for outputs in found]
    ### END SOLUTION


# The weights of the first layer are multiplied by 20, the biases are 0; all else stays
# as it was.
# TODO: predict what happens to the length of its gradient on the moons: "rises",
# "falls" or "stays"
### BEGIN SOLUTION
gradient_of_the_first_layer = "falls"
### END SOLUTION


if __name__ == "__main__":
    moons = micrograd_moons()
    X, y = moons.X[:20], moons.signs[:20]
    for factor in (1, 20):
        random.seed(0)
        network = MLP(2, [8, 8])
        for neuron in network.layers[0].neurons:
            for p in neuron.w:
                p.data *= factor
        loss = Value(0.0)
        for x, label in zip(X, y):
            loss = loss + (network(x) - label) ** 2 * (1 / 20)
        loss.backward()
        print(f"\nfirst weights times {factor}: gradients", [f"{g:.3g}" for g in gradient_lengths(network)])
        print("saturated", [f"{share:.0%}" for share in saturated(network, X)])
        print(health.report(network, loss, lr=0.1))
    print("\nForward and reverse mode on your engine:")
    print(race(lambda *xs: network(xs), tuple(Value(x) for x in (0.5, -0.25))))
