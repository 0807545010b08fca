# applies relu to the score as well: only the hidden neurons have relu, and a score may be negative


def network(x):
    h = [max(0, neuron(W[0], b[0], x)), max(0, neuron(W[1], b[1], x))]
    return max(0, neuron(v, c, h))
