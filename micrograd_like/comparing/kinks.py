"""Where a function has no derivative: what switches between two runs of it on either side of a point."""

from __future__ import annotations

from ..engine import Value, topological_order
from ..steps import short

JUMP = 1e-2  # a partial that changes by this share of itself between x - h and x + h has jumped


def kink_between(low: list, high: list) -> str:
    """What switches between two runs of one function: a branch of the program, or a row where it has no derivative."""
    before, after = (topological_order(*(y for y in outs if isinstance(y, Value))) for outs in (low, high))
    if _shape(before) != _shape(after):
        return "the program takes another branch on each side"
    for a, b in zip(before, after, strict=True):
        if getattr(a.rule, "kinks", "") and _jumps(a, b):
            middle = ", ".join(
                short(_middle(p.data, q.data)) for p, q in zip(a.parents, b.parents, strict=True)
            )
            return f"{a._op} at {middle} has no derivative"
    return ""


def _middle(p: float, q: float) -> float:
    return 0.0 if abs(p + q) < 1e-3 * abs(p - q) else (p + q) / 2


def _shape(order: list[Value]) -> list[tuple]:
    places = {node: i for i, node in enumerate(order)}
    return [(getattr(n.rule, "name", n.rule), getattr(n.rule, "static", ()) if _static(n) else (), *(places[p] for p in n.parents))
            for n in order]  # fmt: skip


def _static(node: Value) -> bool:
    return getattr(node.rule, "name", "") == "where"


def _jumps(a: Value, b: Value) -> bool:
    """Whether a partial, or the value itself, changes by more than a small step explains."""
    if type(a.partials) is not tuple:
        return False
    pairs = [(p or 0.0, q or 0.0) for p, q in zip(a.partials, b.partials, strict=True)]
    if any(abs(p - q) > JUMP * max(abs(p), abs(q)) for p, q in pairs):
        return True
    moved = sum(
        max(abs(p), abs(q)) * abs(x.data - y.data)
        for (p, q), x, y in zip(pairs, a.parents, b.parents, strict=True)
    )
    return abs(a.data - b.data) > 2 * moved + 1e-6 * max(1.0, abs(a.data))
