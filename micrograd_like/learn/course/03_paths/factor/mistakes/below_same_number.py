# takes every node with the number of x for x: two different Values may hold the same number, so ask
# with `is`


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = 1.0 if v.data == x.data else sum(local * rate[operand] for operand, local in edges(v))
    return rate
