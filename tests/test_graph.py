"""Walks and sweeps over anything with parents, held against the engine's own."""

import random

from micrograd_like import Value, topological_order
from micrograd_like.graph import sweep, walk
from micrograd_like.recording import Recorder


def random_graph(seed, n=60):
    rng = random.Random(seed)
    values = [Value(rng.uniform(-2, 2)) for _ in range(5)]
    for _ in range(n):
        a, b = rng.choice(values), rng.choice(values)
        values.append(rng.choice([a + b, a * b, a - b, a.tanh(), (a - b).relu()]))
    return values, values[-1] + values[-2] * values[-3]


class Told(Recorder):
    def sweeping(self, inner):
        self.inner = inner


def edges(node):
    pairs = zip(node.parents, node.partials, strict=True)
    return [(parent, partial) for parent, partial in pairs if partial is not None]


def test_a_walk_has_the_order_of_the_engine():
    for seed in range(30):
        values, out = random_graph(seed)
        roots = [out, values[-5], values[-9]]
        assert walk(roots, lambda v: v.parents) == topological_order(*roots)


def test_backward_walks_in_that_order_too():
    for seed in range(30):
        _, out = random_graph(seed)
        with Told() as told:
            out.backward()
        assert told.inner == [node for node in topological_order(out) if node.parents]


def test_a_sweep_gives_the_gradients_of_backward_to_the_bit():
    for seed in range(30):
        values, out = random_graph(seed)
        found = sweep(walk([out], lambda v: v.parents), {out: 1.0}, edges)
        out.backward()
        assert [found.get(v, 0.0) for v in values] == [v.grad for v in values]


def test_a_walk_asks_each_node_once_and_needs_no_recursion():
    asked = []
    order = walk([100_000], lambda n: (asked.append(n), (n - 1, n - 1) if n else ())[1])
    assert order == list(range(100_001))
    assert len(asked) == 100_001


def test_a_sweep_leaves_alone_what_nothing_reaches():
    parents = {"out": [("a", 2.0)], "a": [], "b": [("a", 5.0)]}
    assert sweep(["a", "b", "out"], {"out": 3.0}, parents.get) == {"out": 3.0, "a": 6.0}
