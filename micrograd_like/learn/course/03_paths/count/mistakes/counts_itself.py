# adds 1 for every node on the way: nodes are counted so, but a path is a way from end to end, and only
# x itself has one without edges


def count_paths(out, x):
    known = {x: 1}  # for a node, once it is known: how many paths lead from it to x

    def count(v):
        if v not in known:
            known[v] = 1 + sum(count(operand) for operand in v.parents)
        return known[v]

    return count(out)
