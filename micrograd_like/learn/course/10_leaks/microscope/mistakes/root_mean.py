# divides by the number of parameters under the root: that is a typical grad, not the length of the gradient


def gradient_lengths(network):
    squares = [
        [p.grad**2 for neuron in layer.neurons for p in neuron.parameters()] for layer in network.layers
    ]
    return [sqrt(sum(own) / len(own)) for own in squares]
