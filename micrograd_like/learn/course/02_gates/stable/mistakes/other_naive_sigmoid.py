# uses exp(x) / (1 + exp(x)) for all x: now the large x overflow instead of the small ones

from math import exp


def sigmoid(x):
    e = exp(x)
    return e / (1 + e)
