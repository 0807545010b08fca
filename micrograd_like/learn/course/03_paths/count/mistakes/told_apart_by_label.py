# writes its counts down under labels: two different Values may have the same label, or none


def count_paths(out, x):
    known = {x.label: 1}

    def count(v):
        if v.label not in known:
            known[v.label] = sum(count(operand) for operand in v.parents)
        return known[v.label]

    return count(out)
