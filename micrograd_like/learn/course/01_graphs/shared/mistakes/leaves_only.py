# counts only the boxes at the bottom of the tree: the operations are boxes too


def count_tree(root):
    return sum(count_tree(parent) for parent in root.parents) or 1
