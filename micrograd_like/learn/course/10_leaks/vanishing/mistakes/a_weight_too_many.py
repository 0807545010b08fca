# counts a weight too many: the first neuron's own weight is beside its bias, not above it


def ceiling(k, weight):
    return 0.25**k * weight**k
