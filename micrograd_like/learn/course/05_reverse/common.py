"""What the checks of several exercises of this lesson need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from micrograd_like import Value, topological_order
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import Seen


def answers(grads: Any, nodes: Sequence[Value]) -> dict[Value, Any]:
    """Which of the learner's numbers belongs to which node, as far as there are numbers."""
    return dict(zip(nodes, grads, strict=False)) if isinstance(grads, (tuple, list)) else {}


def follow(mine: Seen, words: str, out: Value, leaf: Value, backwards: bool = False) -> None:
    """Two rows: how many nodes the learner lists, and what a walk along the list brings to the leaf."""
    nodes = topological_order(out)
    top, bare = zoo.counting(out, looks=200 * len(nodes))
    whose = {node: v for v, node in bare.items()}
    listed = mine.then(f"{mine.name}({words})", lambda f: f(top))
    told = listed.then("nodes in {}", len)
    told.should_be(len(nodes), because="Each node stands in the list once, leaves too.")
    if told.failure:
        return
    known = listed.then(
        "{} as nodes", lambda found: [whose[node] for node in (reversed(found) if backwards else found)]
    )
    (right,) = zoo.grads(out, [leaf])
    known.then(
        f"{leaf.label}.grad along {listed.label}", lambda order: zoo.swept(order, out, leaf)
    ).should_be(
        right,
        picture=lambda: zoo.turns(known.value, out) if isinstance(known.value, list) else "",
        because="Some node has its turn before everything that uses it has had one.",
    )


def product(*xs: Any) -> Any:
    out = xs[0]
    for x in xs[1:]:
        out = out * x
    return out
