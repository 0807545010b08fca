# passes rates on as they are: that counts paths; each edge multiplies by its local derivative


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = 1.0 if v is x else sum(rate[operand] for operand, local in edges(v))
    return rate


def from_above(nodes, out):
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            rate[operand] = rate[operand] + rate[v]
    return rate
