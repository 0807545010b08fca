# adds up the lengths of the neurons: the squares of all derivatives of the layer are added up, then one
# root


def gradient_lengths(network):
    return [
        sum(sqrt(sum(p.grad**2 for p in neuron.parameters())) for neuron in layer.neurons)
        for layer in network.layers
    ]
