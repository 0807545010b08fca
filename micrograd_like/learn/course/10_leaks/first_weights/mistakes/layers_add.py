# adds up over the layers: each one multiplies what the one before it gave


def after(layers, n, weight_size):
    return size_of_sum(n, weight_size) * layers
