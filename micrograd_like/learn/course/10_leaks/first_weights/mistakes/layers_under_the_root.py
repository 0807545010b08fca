# counts all weights of all layers in one sum: the layers are behind one another, so their factors are
# multiplied


def after(layers, n, weight_size):
    return sqrt(layers * n) * weight_size
