# takes every node with the label of x for x: two different Values may have the same label, or none, so
# ask with `is`


def paths(out, x):
    if out.label == x.label:
        return [[]]
    return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]
