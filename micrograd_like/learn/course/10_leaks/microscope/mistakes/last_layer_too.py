# counts in the last layer as well: it has no tanh


def saturated(network, X):
    found = [[] for layer in network.layers]
    for x in X:
        for outputs, layer in zip(found, network.layers):
            x = layer(x)
            outputs += [t.data for t in x]
    return [sum(1 - t * t < 0.01 for t in outputs) / len(outputs) for outputs in found]
