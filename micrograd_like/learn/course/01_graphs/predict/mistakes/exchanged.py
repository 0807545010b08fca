# gives the edges first and the nodes second


def size(n):
    return 4 * n + 1, 4 * n + 2
