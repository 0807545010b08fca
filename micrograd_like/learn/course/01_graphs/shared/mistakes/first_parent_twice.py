# counts the tree of the first parent twice, as for y * y: the second parent may have a tree of another
# size, and some operations have one parent only


def count_tree(root):
    if not root.parents:
        return 1
    return 1 + 2 * count_tree(root.parents[0])
