# divides by the root, which is the size of a mean; w · x is a sum and grows with n

from math import sqrt


def size_of_sum(n, weight_size):
    return weight_size / sqrt(n)
