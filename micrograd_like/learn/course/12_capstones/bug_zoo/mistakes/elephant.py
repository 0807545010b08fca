# computes exp(2x) in tanh, which no float can hold beyond x = 355

from math import exp


def elephant(x):
    e = exp(2 * x.data)
    z = (e - 1) / (e + 1)
    return Node(z, [x], [1 - z * z])
