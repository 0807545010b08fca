# adds up the sizes of the derivatives: the length is the root of the sum of their squares


def gradient_lengths(network):
    return [
        sum(abs(p.grad) for neuron in layer.neurons for p in neuron.parameters()) for layer in network.layers
    ]
