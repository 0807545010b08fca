# computes exp(2x) for large x in tanh: overflow from x = 355 on (the lecture's own formula has this
# flaw)

from math import exp


def tanh(x):
    return (exp(2 * x) - 1) / (exp(2 * x) + 1)
