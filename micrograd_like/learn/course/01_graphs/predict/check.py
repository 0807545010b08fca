from __future__ import annotations

from micrograd_like import Value, topological_order
from micrograd_like.learn.probes import You


def check(you: You) -> None:
    """Counted on a neuron that the check builds."""
    nodes, edges = neuron(3)
    you.nodes_of_three.should_be(nodes, secret=True)
    you.edges_of_three.should_be(edges, secret=True)
    for n in (1, 2, 4, 10):
        you.size(n).should_be(neuron(n))


def neuron(n: int) -> tuple[int, int]:
    """Nodes and edges of tanh(w1*x1 + ... + b), built with one + at a time."""
    products = [Value(1.0) * Value(0.5) for _ in range(n)]
    z = products[0]
    for product in products[1:]:
        z = z + product
    order = topological_order((z + Value(0.1)).tanh())
    return len(order), sum(len(v.parents) for v in order)
