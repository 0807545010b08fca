# multiplies by the local derivatives: that is the slope; every path counts once, however steep it is


def count_paths(out, x):
    known = {x: 1}

    def count(v):
        if v not in known:
            known[v] = sum(local * count(operand) for operand, local in zip(v.parents, v.partials))
        return known[v]

    return count(out)
