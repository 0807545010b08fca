from itertools import product
from math import prod

from micrograd_like import Value


def edges(v):
    """The edges that lead down from v, each as (operand, local derivative)."""
    return list(zip(v.parents, v.partials))


def by_paths(layers):
    """The sum over all paths through layers of edges: [[a, b, c], [d, e, f]] gives
    ad + ae + ... + cf, nine terms.
    """
    return sum(prod(path) for path in product(*layers))


def factored(layers):
    """The same number with as few multiplications as possible."""
    # TODO: put a, b, c into one bracket, and d, e, f into another
    ### BEGIN SOLUTION
    return prod(sum(layer) for layer in layers)
    ### END SOLUTION


def from_below(nodes, x):
    """{v: dv/dx} for all nodes; they come in an order in which operands stand
    before what is made of them.
    """
    rate = {}
    for v in nodes:
        # TODO: x moves at rate 1; any other node adds up what its edges bring
        ### BEGIN SOLUTION
        rate[v] = 1.0 if v is x else sum(local * rate[operand] for operand, local in edges(v))
        ### END SOLUTION
        #: rate[v] = ...
    return rate


def from_above(nodes, out):
    """{v: d out / dv} for all nodes, in the same order; now each node sends its
    number down along its edges.
    """
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            # TODO: what does this edge bring, on top of what other edges brought?
            ### BEGIN SOLUTION
            rate[operand] = rate[operand] + local * rate[v]
            ### END SOLUTION
            #: rate[operand] = ...
    return rate


if __name__ == "__main__":
    a, b, one = Value(2.0, label="a"), Value(1.0, label="b"), Value(1.0, label="1")
    c, d = a + b, b + one
    e = c * d
    nodes = [a, b, one, c, d, e]
    for name, rates in (("d/db", from_below(nodes, b)), ("de/d", from_above(nodes, e))):
        print(name, [rates[v] for v in nodes])
