# gives every operation two edges: a minus in front of a number, and tanh, have one operand


def count_edges(root):
    return 2 * sum(1 for v in nodes(root) if v.parents)
