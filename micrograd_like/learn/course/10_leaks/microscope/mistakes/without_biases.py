# leaves the biases out: they are parameters of the layer as well


def gradient_lengths(network):
    squares = [[w.grad**2 for neuron in layer.neurons for w in neuron.w] for layer in network.layers]
    return [sqrt(sum(own)) for own in squares]
