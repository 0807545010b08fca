# takes the mean of the lengths of the neurons: all squares of the layer are added up, then one root


def gradient_lengths(network):
    return [
        sum(sqrt(sum(p.grad**2 for p in neuron.parameters())) for neuron in layer.neurons)
        / len(layer.neurons)
        for layer in network.layers
    ]
