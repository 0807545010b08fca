# leaves out the root itself: every box below has a box above it, but the root has none


def count_tree(root):
    return sum(1 + count_tree(parent) for parent in root.parents)
