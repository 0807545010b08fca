# shares nodes in the tree too: there y * y needs all of y twice


def count_tree(root):
    return count_nodes(root)
