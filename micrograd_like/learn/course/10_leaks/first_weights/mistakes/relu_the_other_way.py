# halves what has to double: relu takes away, the weights must make up for it

from math import sqrt


def good_size_for_relu(n):
    return sqrt(1 / (2 * n))
