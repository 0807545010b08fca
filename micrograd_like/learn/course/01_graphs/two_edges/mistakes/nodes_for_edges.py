# counts the Values: an edge is the arrow between an operation and one of its operands


def count_edges(root):
    return len(nodes(root))
