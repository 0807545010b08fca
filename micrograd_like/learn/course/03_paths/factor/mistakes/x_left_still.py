# never sets x in motion: the sum over no edges is 0, and all rates stay 0; x itself moves at rate 1


def from_below(nodes, x):
    rate = {}
    for v in nodes:
        rate[v] = sum(local * rate[operand] for operand, local in edges(v))
    return rate
