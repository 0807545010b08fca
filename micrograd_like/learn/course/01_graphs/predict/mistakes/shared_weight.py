# counts one weight for all inputs: each input has its own


def size(n):
    return 3 * n + 3, 4 * n + 1
