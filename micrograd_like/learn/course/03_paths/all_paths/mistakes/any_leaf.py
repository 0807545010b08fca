# ends a path at any leaf: only those that reach x tell about x


def paths(out, x):
    if not out.parents:
        return [[]]
    return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]
