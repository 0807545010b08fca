# ends every path with a 1: the path from x to itself has no edge, so it is [[]]


def paths(out, x):
    if out is x:
        return [[1.0]]
    return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]
