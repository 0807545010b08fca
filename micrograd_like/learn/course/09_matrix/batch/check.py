from __future__ import annotations

from collections.abc import Sequence

from micrograd_like import Value, matrix, nn, topological_order
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import half_squares, network, undrawn


def check(you: You) -> None:
    """Gradients against single examples by the engine, averaged; costs counted as edges of the scalar
    engine's graph.
    """
    delta, a_in = [[0.0] * 8 for _ in range(5)], [[0.0] * 8 for _ in range(3)]
    shapes = {"a_in": a_in, "delta": delta, "dw": matrix.bp4(a_in, delta)}
    for name, its in shapes.items():
        getattr(you, f"shape_of_{name}").should_be(
            (len(its), len(its[0])), secret=True, because="A column for each example; dw has the shape of w."
        )
    for n_in, n_out, m in ((3, 2, 4), (2, 2, 2), (3, 1, 1)):
        a_in, delta, dw, db = examples(n_in, n_out, m)
        mine = you.batch_gradient.then(
            f"batch_gradient({n_in} senders, {n_out} receivers, {m} examples)",
            lambda f, a=a_in, d=delta: f(a, d),
        )
        mine.then("dw of {}", lambda pair: pair[0]).should_be(dw)
        mine.then("db of {}", lambda pair: pair[1]).should_be(db)
    for sizes in ([2, 3, 1], [3, 5, 4, 2]):
        forward, backward, parameters = edges(sizes)
        you.multiplications(sizes).should_be((forward, backward))
        you.by_nudging(sizes).should_be((parameters + 1) * forward)


def examples(n_in: int, n_out: int, m: int) -> tuple[list, list, list, list]:
    """Inputs and errors of m examples as columns, and the gradient of their mean cost by backward()."""
    w, b, _, _ = network([n_in, n_out])
    weights, biases = [[Value(x) for x in row] for row in w[1]], [Value(x) for x in b[1]]
    columns = [network([n_in, n_out], seed=i + 1)[2:] for i in range(m)]
    z, costs = [], []
    for x, y in columns:
        z.append([table.affine(row, x, bias) for row, bias in zip(weights, biases, strict=True)])
        costs.append(half_squares([table.sigmoid(z_j) for z_j in z[-1]], y))
    (table.total(costs) * (1 / m)).backward()
    delta = [[m * z_i[j].grad for z_i in z] for j in range(n_out)]
    a_in = [[x[k] for x, _ in columns] for k in range(n_in)]
    return a_in, delta, [[p.grad for p in row] for row in weights], [p.grad for p in biases]


def edges(sizes: Sequence[int]) -> tuple[int, int, int]:
    """Products forward and backward, and parameters, of a network of these sizes, counted on the engine's
    graph.
    """
    model = undrawn(lambda: nn.MLP(sizes[0], sizes[1:], activation="sigmoid"))
    out = model([0.5] * sizes[0])
    weights = {w for layer in model.layers for neuron in layer.neurons for w in neuron.w}
    nodes = topological_order(*(out if isinstance(out, list) else [out]))
    sums = [node for node in nodes if not weights.isdisjoint(node.parents)]
    forward = sum(p in weights for node in sums for p in node.parents)
    into_neurons = sum(bool(p.parents) for node in sums for p in node.parents)
    return forward, forward + into_neurons, len(model.parameters())
