# counts paths to any leaf: only those that end at x count


def count_paths(out, x):
    known = {}

    def count(v):
        if v not in known:
            known[v] = sum(count(operand) for operand in v.parents) if v.parents else 1
        return known[v]

    return count(out)
