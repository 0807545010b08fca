# multiplies what the edges of a node bring: alternatives add


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = 1.0 if v is x else prod(local * rate[operand] for operand, local in edges(v))
    return rate
