# takes nodes and edges for proportional to n: the bias and tanh are there once, however many inputs
# there are


def size(n):
    return 14 * n / 3, 13 * n / 3
