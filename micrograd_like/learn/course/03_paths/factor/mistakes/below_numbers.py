# multiplies by the number of the operand: an edge has its local derivative


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = 1.0 if v is x else sum(operand.data * rate[operand] for operand, local in edges(v))
    return rate
