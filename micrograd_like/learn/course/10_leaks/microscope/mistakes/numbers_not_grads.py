# takes the numbers of the parameters in place of their grads


def gradient_lengths(network):
    squares = [
        [p.data**2 for neuron in layer.neurons for p in neuron.parameters()] for layer in network.layers
    ]
    return [sqrt(sum(own)) for own in squares]
