# takes every node with the number of x for x: two different Values may hold the same number, so ask
# with `is`


def paths(out, x):
    if out.data == x.data:
        return [[]]
    return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]
