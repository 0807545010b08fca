# takes the length of each neuron, and the largest of them


def gradient_lengths(network):
    return [
        max(sqrt(sum(p.grad**2 for p in neuron.parameters())) for neuron in layer.neurons)
        for layer in network.layers
    ]
