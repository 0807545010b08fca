# XOR at its four corners: class 1 where the inputs differ.
CORNERS = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]


def neuron(w, b, x):
    """The score of one neuron: it says class 1 where this is above 0, else class 0."""
    return w[0] * x[0] + w[1] * x[1] + b


def tug(w, b):
    """The scores of the two corners of class 1, added, minus the scores of the two
    corners of class 0.
    """
    # TODO: compute it for a few w and b; what do you find, and what follows for a
    # single neuron?
    ### BEGIN SOLUTION
    ones = neuron(w, b, [0, 1]) + neuron(w, b, [1, 0])
    zeros = neuron(w, b, [0, 0]) + neuron(w, b, [1, 1])
    return ones - zeros
    ### END SOLUTION


# Predict: at how many of the four corners can a single neuron be right, at best?
# TODO
### BEGIN SOLUTION
best_of_one = 3
### END SOLUTION

# A network of two hidden neurons with relu, and one neuron without it behind them.
# TODO: choose its numbers, in the shapes [[., .], [., .]], [., .], [., .] and a single
# number (one hidden neuron may count the ones, the other may be above 0 only if both
# inputs are 1)
### BEGIN SOLUTION
W = [[1, 1], [1, 1]]
b = [0, -1]
v = [1, -2]
c = -0.5
### END SOLUTION


def network(x):
    """The score of the network at x: above 0 where the inputs differ."""
    # TODO: two hidden neurons with weights W[0], W[1] and biases b[0], b[1]; their
    # outputs, with weights v and bias c
    ### BEGIN SOLUTION
    h = [max(0, neuron(W[0], b[0], x)), max(0, neuron(W[1], b[1], x))]
    return neuron(v, c, h)
    ### END SOLUTION


if __name__ == "__main__":
    for x, label in CORNERS:
        print(x, "class", label, "score", network(x))
