# takes the root of n once: it is a factor of every layer


def after(layers, n, weight_size):
    return sqrt(n) * weight_size**layers
