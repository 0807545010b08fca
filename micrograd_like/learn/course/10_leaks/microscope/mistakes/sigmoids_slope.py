# uses the slope of the sigmoid, t (1 - t): for tanh it is 1 - t²


def saturated(network, X):
    found = [[] for layer in network.layers[:-1]]
    for x in X:
        for outputs, layer in zip(found, network.layers):
            x = layer(x)
            outputs += [t.data for t in x]
    return [sum(t * (1 - t) < 0.01 for t in outputs) / len(outputs) for outputs in found]
