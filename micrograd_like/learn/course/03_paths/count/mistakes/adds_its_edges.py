# adds the number of edges at every node: an edge is not a path; a node has as many paths as its
# operands have together


def count_paths(out, x):
    known = {x: 1}

    def count(v):
        if v not in known:
            known[v] = len(v.parents) + sum(count(operand) for operand in v.parents)
        return known[v]

    return count(out)
