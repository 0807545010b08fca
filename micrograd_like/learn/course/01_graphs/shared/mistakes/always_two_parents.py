# takes for granted that every operation has two parents: a minus in front of a number has one


def count_tree(root):
    if not root.parents:
        return 1
    first, second = root.parents
    return 1 + count_tree(first) + count_tree(second)
