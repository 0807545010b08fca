from __future__ import annotations

from collections.abc import Callable
from typing import Any

from micrograd_like import Value, topological_order
from micrograd_like.learn import counted_nodes, zoo
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Each node has its turn in the engine's order; what the leaves then have is compared with the engine's
    own backward().
    """
    f, a, b = zoo.product_and_sum()
    for mine, right in zip((you.predicted_a_grad, you.predicted_b_grad), zoo.grads(f, [a, b]), strict=True):
        mine.should_be(right, secret=True)
    top, rights = turn(f)
    asked = you.hand_on.then("hand_on(f)", lambda hand_on: one_turn(hand_on, top))
    for k, (name, old, right) in enumerate(zip("fde", (2, 5, 7), rights, strict=True)):
        asked.then(f"{name}.grad after {{}}; {old} before", lambda grads, k=k: grads[k]).should_be(right)
    once, u, v = zoo.olah()
    double = Value(1.5, label="a")
    s, x = zoo.square()
    o, y = zoo.fork()
    for words, out, leaves in (
        ("f = (a * b) * (a + b)", f, (a, b)),
        ("e = (a + b) * (b + 1)", once, (u, v)),
        ("a + a", double + double, (double,)),
        ("x * x", s, (x,)),
        ("y + y * (3 * y + 1), y = x * x", o, (y,)),
    ):
        walked = you.hand_on.then(words, lambda hand_on, out=out: in_turn(hand_on, out))
        draw = lambda walked=walked, out=out: zoo.brought(
            out, walked.value if isinstance(walked.value, dict) else {}
        )
        for leaf, right in zip(leaves, zoo.grads(out, leaves), strict=True):
            walked.then(f"{leaf.label}.grad of {words}", lambda grads, leaf=leaf: grads[leaf]).should_be(
                right, picture=draw
            )


def turn(f: Value) -> tuple[counted_nodes.Node, list[float]]:
    """A product d * e of bare nodes in the middle of a walk, and the grads of f, d and e after the turn of f,
    by the rule table.
    """
    top, nodes = counted_nodes.counting(f)
    top.grad = 2.0
    d, e = (nodes[p] for p in f.parents)
    d.grad, e.grad = 5.0, 7.0
    return top, [
        2.0,
        *(
            table.add(p.grad, table.mul(partial, 2.0))
            for p, partial in zip((d, e), zoo.local(f), strict=True)
        ),
    ]


def one_turn(hand_on: Callable[[Any], None], top: counted_nodes.Node) -> list[float]:
    """The grads of a node and its operands after one turn of the node."""
    hand_on(top)
    return [v.grad for v in (top, *top.parents)]


def in_turn(hand_on: Callable[[Any], None], out: Value) -> dict[Value, float]:
    """What every node has in the end, when all of them, from the top down, are handed to hand_on."""
    top, nodes = counted_nodes.counting(out)
    top.grad = 1.0
    for v in reversed(topological_order(out)):
        if v.parents:
            hand_on(nodes[v])
    return {v: node.grad for v, node in nodes.items()}
