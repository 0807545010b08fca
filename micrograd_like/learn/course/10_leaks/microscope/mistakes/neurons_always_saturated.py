# counts a neuron if it is saturated for all examples: asked for is the share over all neurons and examples


def saturated(network, X):
    counts = []
    outputs = list(X)
    for layer in network.layers[:-1]:
        outputs = [layer(x) for x in outputs]
        columns = list(zip(*outputs))
        counts.append(sum(all(1 - t.data**2 < 0.01 for t in column) for column in columns) / len(columns))
    return counts
