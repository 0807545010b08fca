# lists the layers from the last to the first


def gradient_lengths(network):
    squares = [
        [p.grad**2 for neuron in layer.neurons for p in neuron.parameters()] for layer in network.layers
    ]
    return [sqrt(sum(own)) for own in reversed(squares)]
