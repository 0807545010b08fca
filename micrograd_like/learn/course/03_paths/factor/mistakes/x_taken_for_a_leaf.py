# lets x move at rate 1 only where it is a leaf: x may be any node, and moves at rate 1 whatever it was
# made of


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        if v.parents:
            rate[v] = sum(local * rate[operand] for operand, local in edges(v))
        else:
            rate[v] = 1.0 if v is x else 0.0
    return rate
