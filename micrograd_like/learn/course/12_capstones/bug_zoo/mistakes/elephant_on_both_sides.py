# needs exp(x) and exp(-x) for tanh: now x = 800 is too large for one of them

from math import exp


def elephant(x):
    z = (exp(x.data) - exp(-x.data)) / (exp(x.data) + exp(-x.data))
    return Node(z, [x], [1 - z * z])
