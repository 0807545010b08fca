from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You

from ..common import answers

NUMBERS = ("o", "n", "x1w1", "x2w2", "b", "x1", "w1", "x2", "w2")


LECTURE = (2.0, -3.0, 0.0, 1.0, 6.8813735870195432)


def check(you: You) -> None:
    """Against the engine on the same four stages; the lecture's own neuron is for prediction only."""
    o, nodes = neuron(*LECTURE)
    right = dict(zip(NUMBERS, zoo.grads(o, nodes), strict=True))
    for name in ("x1", "w1", "x2", "w2"):
        getattr(you, f"predicted_{name}_grad").should_be(right[name], secret=True)
    for point in ((1.5, 0.5, -0.75, 2.0, 0.25), (-1.0, -0.25, 0.5, 3.0, -1.0)):
        o, nodes = neuron(*point)
        mine = you.backpropagate(*point)
        draw = lambda mine=mine, nodes=nodes, o=o: zoo.brought(o, answers(mine.value, nodes))
        for k, (name, grad) in enumerate(zip(NUMBERS, zoo.grads(o, nodes), strict=True)):
            mine.then(f"{name}.grad at {point}", lambda grads, k=k: grads[k]).should_be(grad, picture=draw)


def neuron(x1: float, w1: float, x2: float, w2: float, b: float) -> tuple[Value, list[Value]]:
    """The lecture's neuron, and its numbers in the order of NUMBERS."""
    leaves = [Value(number) for number in (x1, w1, x2, w2, b)]
    first, second = leaves[0] * leaves[1], leaves[2] * leaves[3]
    both = first + second
    n = both + leaves[4]
    o = n.tanh()
    zoo.named(
        o=o, n=n, x1w1=first, x2w2=second, x1=leaves[0], w1=leaves[1], x2=leaves[2], w2=leaves[3], b=leaves[4]
    )
    return o, [o, n, first, second, leaves[4], *leaves[:4]]
