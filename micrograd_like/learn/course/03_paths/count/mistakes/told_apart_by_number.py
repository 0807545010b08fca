# writes its counts down under numbers: two different Values may hold the same number


def count_paths(out, x):
    known = {x.data: 1}

    def count(v):
        if v.data not in known:
            known[v.data] = sum(count(operand) for operand in v.parents)
        return known[v.data]

    return count(out)
