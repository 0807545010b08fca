from micrograd_like import Value

# From each layer of a graph, three edges lead to the layer below.  How many paths
# lead through 2 layers?  Through 20?
# TODO: predict
### BEGIN SOLUTION
paths_through_2 = 3**2
paths_through_20 = 3**20
### END SOLUTION


def count_paths(out, x):
    """How many paths lead from out down to x.  Each node does its work once,
    however many paths pass through it.
    """
    known = {x: 1}  # for a node, once it is known: how many paths lead from it to x

    def count(v):
        # TODO: look v up if it is known; else ask its operands, and write it down
        ### BEGIN SOLUTION
        if v not in known:
            known[v] = sum(count(operand) for operand in v.parents)
        return known[v]
        ### END SOLUTION

    return count(out)


if __name__ == "__main__":
    x = out = Value(0.1)
    for layer in range(1, 11):
        out = out + out + out
        print(layer, count_paths(out, x))
