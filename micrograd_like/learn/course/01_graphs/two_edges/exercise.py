from micrograd_like import Value
from micrograd_like.learn import sketch


def nodes(root):
    """Every Value that root depends on, itself included, once."""
    found, waiting = [], [root]
    while waiting:
        v = waiting.pop()
        if v not in found:
            found.append(v)
            waiting.extend(v.parents)
    return found


def times_used(v, x):
    """How many of the operands of v are x."""
    # TODO: v.parents holds the operands in order; look at each
    ### BEGIN SOLUTION
    return sum(parent is x for parent in v.parents)
    ### END SOLUTION


def count_edges(root):
    """How many edges the graph has: one from each operand to what is made of it."""
    # TODO
    ### BEGIN SOLUTION
    return sum(len(v.parents) for v in nodes(root))
    ### END SOLUTION


if __name__ == "__main__":
    a = Value(3.0, label="a")
    print(sketch(a + a))
    print(times_used(a + a, a), count_edges(a + a))
