# walks every path one by one: right, but the work trebles with each layer; write known[v] down and look
# it up the next time


def count_paths(out, x):
    known = {x: 1}  # for a node, once it is known: how many paths lead from it to x

    def count(v):
        if v is x:
            return 1
        return sum(count(operand) for operand in v.parents)

    return count(out)
