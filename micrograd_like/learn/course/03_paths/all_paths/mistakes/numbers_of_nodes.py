# lists the numbers of the operands: asked for are the local derivatives on the edges


def paths(out, x):
    if out is x:
        return [[]]
    return [[operand.data, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]
