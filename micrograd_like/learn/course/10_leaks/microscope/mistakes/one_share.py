# gives one share for all layers together


def saturated(network, X):
    outputs = []
    for x in X:
        for layer in network.layers[:-1]:
            x = layer(x)
            outputs += [t.data for t in x]
    return [sum(1 - t * t < 0.01 for t in outputs) / len(outputs)] * (len(network.layers) - 1)
