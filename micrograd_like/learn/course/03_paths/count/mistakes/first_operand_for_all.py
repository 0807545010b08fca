# looks at the first operand alone and multiplies: the others may have more paths or none


def count_paths(out, x):
    known = {x: 1}

    def count(v):
        if v not in known:
            known[v] = len(v.parents) * count(v.parents[0]) if v.parents else 0
        return known[v]

    return count(out)
