# follows only the longest way down: every parent has a tree of its own, and all of them are counted


def count_tree(root):
    return 1 + max((count_tree(parent) for parent in root.parents), default=0)
