# overwrites what other edges have brought to the operand: b is used twice, and only the last of its two
# paths is left


def from_above(nodes, out):
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            rate[operand] = local * rate[v]
    return rate
