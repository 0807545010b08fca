from math import prod

from micrograd_like import Value


def edges(v):
    """The edges that lead down from v, each as (operand, local derivative); a leaf
    has none.
    """
    return list(zip(v.parents, v.partials))


def paths(out, x):
    """Every path from out down to x, each as the list of the local derivatives on
    its edges, the topmost first.
    """
    # TODO: one path leads from x to itself, without edges: [[]] holds an empty path
    ### BEGIN SOLUTION
    if out is x:
        return [[]]
    return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]
    ### END SOLUTION


def slope(out, x):
    """d out / d x."""
    # TODO: what each path contributes, added up
    ### BEGIN SOLUTION
    return sum(prod(path) for path in paths(out, x))
    ### END SOLUTION


if __name__ == "__main__":
    a, b = Value(2.0), Value(1.0)
    e = (a + b) * (b + 1)
    print("paths from e to b:", paths(e, b), "  de/db =", slope(e, b))
    print("paths from e to a:", paths(e, a), "  de/da =", slope(e, a))
