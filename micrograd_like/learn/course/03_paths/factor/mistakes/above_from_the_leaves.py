# goes through the nodes from the leaves up: a node must have received everything before it sends, so
# begin at the other end


def from_above(nodes, out):
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in nodes:
        for operand, local in edges(v):
            rate[operand] = rate[operand] + local * rate[v]
    return rate
