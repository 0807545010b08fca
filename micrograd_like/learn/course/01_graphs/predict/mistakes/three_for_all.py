# multiplies what a neuron with three inputs has by n: each further input brings four nodes and four
# edges


def size(n):
    return 14 * n, 13 * n
