# adds up local derivatives alone: what an edge brings is its local derivative times the rate of the
# node above


def from_above(nodes, out):
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            rate[operand] = rate[operand] + local
    return rate
