# looks at the biases only


def gradient_lengths(network):
    return [sqrt(sum(neuron.b.grad**2 for neuron in layer.neurons)) for layer in network.layers]
