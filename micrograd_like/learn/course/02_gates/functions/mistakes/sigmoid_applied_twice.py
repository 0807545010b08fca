# squashes z once more before it uses it; z is the sigmoid's result already

from math import exp


def d_sigmoid(x, z):
    s = 1 / (1 + exp(-z))
    return (1 - s) * s
