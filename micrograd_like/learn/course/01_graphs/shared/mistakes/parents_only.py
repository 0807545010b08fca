# counts root and its parents and goes no further down: the parents have parents too


def count_tree(root):
    return 1 + len(root.parents)
