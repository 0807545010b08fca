# lists the rates from x upwards: the same products, but the topmost edge was asked for first


def paths(out, x):
    if out is x:
        return [[]]
    return [[*rest, rate] for operand, rate in edges(out) for rest in paths(operand, x)]
