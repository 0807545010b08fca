# looks only at outputs near 1: those near -1 have a small slope as well, 1 - t²


def saturated(network, X):
    found = [[] for layer in network.layers[:-1]]
    for x in X:
        for outputs, layer in zip(found, network.layers):
            x = layer(x)
            outputs += [t.data for t in x]
    return [sum(t > 0.99 for t in outputs) / len(outputs) for outputs in found]
