# looks at one edge alone: what has come so far along the path must be multiplied in


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = 1.0 if v is x else sum(local for operand, local in edges(v))
    return rate


def from_above(nodes, out):
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            rate[operand] = rate[operand] + local
    return rate
