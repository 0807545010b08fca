# gives the length for the whole network in every place


def gradient_lengths(network):
    whole = sqrt(
        sum(p.grad**2 for layer in network.layers for neuron in layer.neurons for p in neuron.parameters())
    )
    return [whole for _ in network.layers]
