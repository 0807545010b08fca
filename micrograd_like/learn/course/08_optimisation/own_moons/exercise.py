import random

from micrograd_like.data import micrograd_moons
from micrograd_like.learn import my_engine
from micrograd_like.pictures.plots import decision_boundary

Value = my_engine().Value  # the engine that you wrote in lesson 5


class Network:
    """Your network of lesson 7 in short: a layer of neurons with tanh, and a last neuron
    without it.
    """

    def __init__(self, nin, hidden):
        number = lambda: Value(random.uniform(-1, 1))
        self.hidden = [[[number() for _ in range(nin)], number()] for _ in range(hidden)]
        self.last = [[number() for _ in range(hidden)], number()]

    def __call__(self, x):
        return self.weighted(self.last, [self.weighted(neuron, x).tanh() for neuron in self.hidden])

    def weighted(self, neuron, x):
        w, z = neuron
        for w_i, x_i in zip(w, x):
            z = z + w_i * x_i
        return z

    def parameters(self):
        return [p for w, b in [*self.hidden, self.last] for p in [*w, b]]


def loss(network, X, y):
    """The mean of (score - label)² over the examples: a Value of your engine."""
    # TODO
    ### BEGIN SOLUTION
    total = Value(0.0)
    for x, label in zip(X, y):
        total = total + (network(x) - label) ** 2
    return total * (1 / len(y))
    ### END SOLUTION


def train(network, X, y, steps, lr):
    """So many steps downhill on all examples; a list of the losses, floats, before each
    step.
    """
    losses = []
    for _ in range(steps):
        # TODO: loss, fresh grads, backward, a step for every parameter
        ### BEGIN SOLUTION
        total = loss(network, X, y)
        for p in network.parameters():
            p.grad = 0.0
        total.backward()
        for p in network.parameters():
            p.data = p.data - lr * p.grad
        losses.append(total.data)
        ### END SOLUTION
    return losses


def accuracy(network, X, y):
    """The share of the examples whose score has the sign of the label."""
    # TODO
    ### BEGIN SOLUTION
    return sum((network(x).data > 0) == (label > 0) for x, label in zip(X, y)) / len(y)
    ### END SOLUTION


if __name__ == "__main__":
    moons = micrograd_moons()
    X, y = moons.X[:20], moons.signs[:20]
    random.seed(1)
    network = Network(2, 8)
    for epoch in range(5):
        losses = train(network, X, y, 30, 0.2)
        shown = accuracy(network, X, y)
        print(f"after {30 * epoch + 30:3} steps: loss {losses[-1]:.4f}, {shown:.0%} right", flush=True)
    decision_boundary(lambda x: network(x).data, X, y, title="Trained on my own engine").save("own_moons.svg")
    print("own_moons.svg shows the boundary")
