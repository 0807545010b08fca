# looks at the first example only


def saturated(network, X):
    shares, x = [], X[0]
    for layer in network.layers[:-1]:
        x = layer(x)
        shares.append(sum(1 - t.data**2 < 0.01 for t in x) / len(x))
    return shares
