# divides by the number of examples only: a layer has several outputs for each of them


def saturated(network, X):
    found = [[] for layer in network.layers[:-1]]
    for x in X:
        for outputs, layer in zip(found, network.layers):
            x = layer(x)
            outputs += [t.data for t in x]
    return [sum(1 - t * t < 0.01 for t in outputs) / len(X) for outputs in found]
