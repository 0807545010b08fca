# makes a set of the operands: three edges to the same node are three ways to go on


def count_paths(out, x):
    known = {x: 1}  # for a node, once it is known: how many paths lead from it to x

    def count(v):
        if v not in known:
            known[v] = sum(count(operand) for operand in set(v.parents))
        return known[v]

    return count(out)
