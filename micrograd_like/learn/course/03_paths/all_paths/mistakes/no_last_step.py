# gives no path at all when it has arrived at x: [] holds no path, [[]] holds one path without edges


def paths(out, x):
    if out is x:
        return []
    return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]
