# lets x move at a rate as large as its number: x moves at rate 1


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = x.data if v is x else sum(local * rate[operand] for operand, local in edges(v))
    return rate
