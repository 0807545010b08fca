"""Where a function has no derivative: what switches between two runs of it on either side of a point."""

from __future__ import annotations

from ..engine import Value, topological_order
from ..steps import short

JUMP = 1e-2  # a partial that changes by this share of itself between x - h and x + h has jumped


def kink_between(low: list, high: list) -> str:
    """What switches between two runs of one function: a branch of the program, or a row where it has no
    derivative."""
    before, after = (topological_order(*(y for y in outs if isinstance(y, Value))) for outs in (low, high))
    if _shape(before) != _shape(after):
        return "the program takes another branch on each side"
    for a, b in zip(before, after, strict=True):
        if getattr(a.rule, "kinks", "") and _jumps(a, b):
            pairs = zip(a.parents, b.parents, strict=True)
            middle = ", ".join(short(_middle(p.data, q.data)) for p, q in pairs)
            return f"{a._op} at {middle} has no derivative"
    return ""


def _middle(p: float, q: float) -> float:
    return 0.0 if abs(p + q) < 1e-3 * abs(p - q) else (p + q) / 2


def _shape(order: list[Value]) -> list[tuple]:
    """Each node's operation and the places of its parents: two runs that took the same branches have the
    same."""
    places = {node: i for i, node in enumerate(order)}
    return [(*_operation(node), *(places[p] for p in node.parents)) for node in order]


def _operation(node: Value) -> tuple:
    """The name of a node's row, for a where with the branch taken."""
    name = getattr(node.rule, "name", node.rule)
    return (name, node.rule.static) if name == "where" else (name, ())


def _jumps(a: Value, b: Value) -> bool:
    """Whether a partial, or the value itself, changes by more than a small step explains."""
    if type(a.partials) is not tuple or type(b.partials) is not tuple:
        return False
    pairs = [(p or 0.0, q or 0.0) for p, q in zip(a.partials, b.partials, strict=True)]
    if any(abs(p - q) > JUMP * max(abs(p), abs(q)) for p, q in pairs):
        return True
    operands = zip(a.parents, b.parents, strict=True)
    moved = sum(
        max(abs(p), abs(q)) * abs(x.data - y.data) for (p, q), (x, y) in zip(pairs, operands, strict=True)
    )
    return abs(a.data - b.data) > 2 * moved + 1e-6 * max(1.0, abs(a.data))
