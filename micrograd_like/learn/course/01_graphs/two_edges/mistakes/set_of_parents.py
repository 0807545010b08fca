# makes a set of the operands: a set keeps a only once, so a + a loses one of its edges, and with it
# half of its slope


def times_used(v, x):
    return sum(parent is x for parent in set(v.parents))


def count_edges(root):
    return sum(len(set(v.parents)) for v in nodes(root))
