# hands x itself to every layer: a layer gets the outputs of the layer before


def saturated(network, X):
    found = [[] for layer in network.layers[:-1]]
    for x in X:
        for outputs, layer in zip(found, network.layers):
            outputs += [t.data for t in layer(x)]
    return [sum(1 - t * t < 0.01 for t in outputs) / len(outputs) for outputs in found]
