# leaves out the last layer: it has parameters and a gradient as well


def gradient_lengths(network):
    squares = [
        [p.grad**2 for neuron in layer.neurons for p in neuron.parameters()] for layer in network.layers[:-1]
    ]
    return [sqrt(sum(own)) for own in squares]
