# counts a Value again for every way that leads to it, as in the tree: put it into the set when it is
# met first, and turn round when it is met again


def count_nodes(root):
    return 1 + sum(count_nodes(parent) for parent in root.parents)
