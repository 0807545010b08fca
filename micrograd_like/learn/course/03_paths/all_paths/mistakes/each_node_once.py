# visits each node once: two paths may lead through the same node, and both count


def paths(out, x, seen=None):
    seen = set() if seen is None else seen
    if out is x:
        return [[]]
    if out in seen:
        return []
    seen.add(out)
    return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x, seen)]
