# subtracts from 1 for negative x: at -50 the answer is about 2e-22, and 1 minus something has no digits
# left for that

from math import exp


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + exp(-x))
    return 1 - 1 / (1 + exp(x))
