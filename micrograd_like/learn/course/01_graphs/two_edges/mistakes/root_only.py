# counts the edges of the last operation alone; every node below has its own


def count_edges(root):
    return len(root.parents)
