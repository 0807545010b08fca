# multiplies by n for each layer: the size of a sum of n products grows with the root of n


def after(layers, n, weight_size):
    return (n * weight_size) ** layers
