# counts as many edges as nodes: every node but the last has one edge that leads up, so there is one
# edge fewer


def size(n):
    return 4 * n + 2, 4 * n + 2
