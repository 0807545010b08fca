# adds up the grads themselves: they cancel, and a sum is not a length; take the root of the sum of squares


def gradient_lengths(network):
    return [sum(p.grad for neuron in layer.neurons for p in neuron.parameters()) for layer in network.layers]
