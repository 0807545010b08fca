# gives every operation two edges: a minus in front of a number has one operand


def count_edges(root):
    return 2 * sum(1 for v in nodes(root) if v.parents)
