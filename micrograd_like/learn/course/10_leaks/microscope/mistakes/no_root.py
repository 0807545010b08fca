# gives the sum of the squares and forgets the root


def gradient_lengths(network):
    return [
        sum(p.grad**2 for neuron in layer.neurons for p in neuron.parameters()) for layer in network.layers
    ]
