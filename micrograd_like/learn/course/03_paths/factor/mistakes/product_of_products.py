# multiplies the edges of one layer: they stand side by side, and a path takes only one of them, so they
# add

from math import prod


def factored(layers):
    return prod(prod(layer) for layer in layers)
