# moves all leaves at once: to see what x does, the others must stand still


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = 1.0 if not v.parents else sum(local * rate[operand] for operand, local in edges(v))
    return rate
