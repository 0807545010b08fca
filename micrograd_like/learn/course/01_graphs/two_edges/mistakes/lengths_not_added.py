# lists how many operands each Value has: add these numbers up


def count_edges(root):
    return [len(v.parents) for v in nodes(root)]
