# counts a node only the first time it is met: walking it once is right, but its number counts for
# everyone who arrives there


def count_paths(out, x):
    known = {x: 1}  # for a node, once it is known: how many paths lead from it to x

    def count(v):
        if v not in known:
            known[v] = sum(count(operand) for operand in v.parents)
        found, known[v] = known[v], 0
        return found

    return count(out)
