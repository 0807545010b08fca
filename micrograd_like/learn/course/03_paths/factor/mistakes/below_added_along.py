# adds the local derivative to the rate of the operand: along a path they multiply


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = 1.0 if v is x else sum(local + rate[operand] for operand, local in edges(v))
    return rate
