# looks at the edges of out alone: a path may have several edges, so go on from each operand


def paths(out, x):
    if out is x:
        return [[]]
    return [[rate] for operand, rate in edges(out) if operand is x]
