# adds the local derivative and the rate of the node above: along a path they multiply


def from_above(nodes, out):
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            rate[operand] = rate[operand] + local + rate[v]
    return rate
