# keeps what the last edge brings: all edges of a node are added up


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = 1.0 if v is x else 0.0
        for operand, local in edges(v):
            rate[v] = local * rate[operand]
    return rate
