# treats both hidden neurons alike: neuron 0 has the weights W[0] and the bias b[0], neuron 1 has W[1] and b[1]


def network(x):
    h = [max(0, neuron(W[0], b[0], x)), max(0, neuron(W[0], b[0], x))]
    return neuron(v, c, h)
