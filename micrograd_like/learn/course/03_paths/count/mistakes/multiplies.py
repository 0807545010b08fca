# multiplies the numbers of the operands: a path takes one of the edges or another, and alternatives add

from math import prod


def count_paths(out, x):
    known = {x: 1}  # for a node, once it is known: how many paths lead from it to x

    def count(v):
        if v not in known:
            known[v] = prod(count(operand) for operand in v.parents)
        return known[v]

    return count(out)
