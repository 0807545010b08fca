# looks at the first neuron of each layer only


def gradient_lengths(network):
    return [sqrt(sum(p.grad**2 for p in layer.neurons[0].parameters())) for layer in network.layers]
