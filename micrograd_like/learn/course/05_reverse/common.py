"""What the checks of several exercises of this lesson need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value, topological_order
from micrograd_like.learn import counted_nodes, zoo
from micrograd_like.learn.probes import Seen


def answers(grads: Any, nodes: Sequence[Value]) -> dict[Value, Any]:
    """Which of the learner's numbers belongs to which node, as far as there are numbers."""
    return dict(zip(nodes, grads, strict=False)) if isinstance(grads, (tuple, list)) else {}


def follow(mine: Seen, words: str, out: Value, leaf: Value, backwards: bool = False) -> None:
    """Two rows: how many nodes the learner lists, and what a walk along the list brings to the leaf."""
    nodes = topological_order(out)
    top, bare = counted_nodes.counting(out, looks=200 * len(nodes))
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
        because="Some node sends before everything that uses it has sent.",
    )


def product(*xs: Any) -> Any:
    out = xs[0]
    for x in xs[1:]:
        out = out * x
    return out


def gated(gate: Callable[..., Any], leaves: list) -> Any:
    """What a gate makes of these, and they themselves; nothing while the gate is to be written."""
    out = gate(*leaves)
    return out if out is None or out is ... else (out, leaves)


def along(out: Any, leaf: Any) -> float:
    """How fast out moves with the leaf, by the chain rule, through however many nodes the gate was built of."""
    if out is leaf:
        return 1.0
    for local in out.partials:
        if not isinstance(local, (int, float)):
            raise TypeError(
                f"a local derivative is a plain number, such as other.data; here it is a {type(local).__name__}"
            )
    return sum(local * along(p, leaf) for p, local in zip(out.parents, out.partials, strict=True))


def patient_walk(make: Any, number: float) -> float:
    """x.grad of 20 diamonds after backward(), by nodes that put up with a fixed number of looks at their
    edges.
    """
    x = top = make(number)
    seen = [x]
    for _ in range(20):
        left, right = top * 0.5, top + 0.25
        top = left * right
        seen += [left, right, top]
        if any(v is None or v is ... for v in seen):  # an operation is still to be written
            return top
    patience = counted_nodes.Patience(looks=4000, nodes=101)
    for v in seen:
        v.parents = counted_nodes.Edges(v.parents, patience)
    top.backward()
    return x.grad


def grads_by(make: Any, f: Callable, xs: Any) -> list:
    """The leaves' grads by an engine whose numbers are made by make."""
    leaves = [make(x) for x in xs]
    f(*leaves).backward()
    return [leaf.grad for leaf in leaves]
