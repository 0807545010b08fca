# gives x itself 0 paths, and sums of 0 stay 0: the path from x to x, without edges, is one


def count_paths(out, x):
    known = {x: 0}

    def count(v):
        if v not in known:
            known[v] = sum(count(operand) for operand in v.parents)
        return known[v]

    return count(out)
