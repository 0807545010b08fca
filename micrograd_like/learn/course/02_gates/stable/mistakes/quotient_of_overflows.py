# needs both exp(x) and exp(-x) in tanh: one of them is too large at either end

from math import exp


def tanh(x):
    return (exp(x) - exp(-x)) / (exp(x) + exp(-x))
