# multiplies by the number of the operand on the way down: an edge has its local derivative


def from_above(nodes, out):
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            rate[operand] = rate[operand] + operand.data * rate[v]
    return rate
