# counts one edge for each operation: an operation has an edge for each of its operands


def count_edges(root):
    return sum(1 for v in nodes(root) if v.parents)
