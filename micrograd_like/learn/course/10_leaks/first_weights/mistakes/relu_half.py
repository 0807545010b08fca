# doubles the size: it is the square that has to double, so the size grows by the root of 2

from math import sqrt


def good_size_for_relu(n):
    return 2 / sqrt(n)
