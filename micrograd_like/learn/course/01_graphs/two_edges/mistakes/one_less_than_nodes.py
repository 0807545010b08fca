# counts one edge fewer than nodes: that holds for trees; here a node may have several ways up


def count_edges(root):
    return len(nodes(root)) - 1
