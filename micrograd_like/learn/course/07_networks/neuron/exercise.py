import random

from micrograd_like import Value


class Neuron:
    """nin numbers in, one Value out."""

    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)

    def __call__(self, x):
        # TODO: the weighted sum first, then tanh of it; neuron(x) calls this
        ### BEGIN SOLUTION
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.tanh()
        ### END SOLUTION

    def parameters(self):
        """A list of all that training may change: the weights in order, then the bias."""
        # TODO
        ### BEGIN SOLUTION
        return self.w + [self.b]
        ### END SOLUTION


if __name__ == "__main__":
    random.seed(0)
    neuron = Neuron(2)
    out = neuron([2.0, 0.0])
    out.backward()
    print(out)
    for p in neuron.parameters():
        print("  ", p)
