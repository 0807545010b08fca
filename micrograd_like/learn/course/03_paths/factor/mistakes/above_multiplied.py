# multiplies into what is there, which is 0 at first, and stays 0: what the edges bring is added


def from_above(nodes, out):
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            rate[operand] = rate[operand] * local * rate[v]
    return rate
