# collects the edges in a set of pairs, in which the two edges of a * a are one


def count_edges(root):
    return len({(v, parent) for v in nodes(root) for parent in v.parents})
