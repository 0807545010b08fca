"""Where the first nan of a graph comes from: in the forward pass, or else in the reverse sweep.

>>> x = Value(-1.0)
>>> y = x.log()
>>> first_nan([x, y], ["x", "log(x)"], [-1.0, math.nan], [(), (-1.0,)], [-1.0, 1.0])
(1, 'nan begins at log(x): log of x = -1 is nan')
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..engine import Value
from ..steps import short

MOST = 4  # operands that are named


def first_nan(
    order: Sequence[Value],
    names: Sequence[str],
    data: Sequence[float],
    partials: Sequence[tuple[float | None, ...]],
    grads: Sequence[float],
) -> tuple[int, str] | None:
    """The slot where nan begins and a sentence about it; None if there is no nan.

    order: parents before children, the root last.  All others: by slot.
    """
    read: set[Value] = set()
    for i, v in enumerate(order) if any(map(math.isnan, data)) else ():
        if math.isnan(data[i]) and not v.parents and not read:
            read = _read(order, partials)
        if math.isnan(data[i]) and (v.parents or v in read):
            return i, _forward(i, v, order, names, data)
    if not any(map(math.isnan, grads)):
        return None
    slot = {v: i for i, v in enumerate(order)}
    reached = {len(order) - 1}  # a grad of 0 may also mean that nothing has arrived, and nothing is sent
    for i in reversed(range(len(order))):
        if math.isnan(grads[i]):  # and nothing before it in the sweep is
            return i, f"nan begins at {names[i]}.grad: infinite contributions of both signs add up to nan"
        live = zip(order[i].parents, partials[i], strict=False) if i in reached else ()
        for parent, partial in live:
            if partial is None:
                continue
            reached.add(slot[parent])
            if math.isnan(partial * grads[i]):
                numbers = f"local {short(partial)} x upstream {short(grads[i])}"
                sent = f"{numbers} = nan, sent to {names[slot[parent]]}"
                return i, f"nan begins in the sweep at {names[i]}: {sent}"
    return None


def _read(order: Sequence[Value], partials: Sequence[tuple[float | None, ...]]) -> set[Value]:
    """The root, and what some step depends on now; what stands in a branch not taken is not among it."""
    found = {order[-1]}
    for v, own in zip(order, partials, strict=True):
        found.update(p for p, partial in zip(v.parents, own, strict=False) if partial is not None)
    return found


def _forward(i: int, node: Value, order: Sequence[Value], names: Sequence[str], data: Sequence[float]) -> str:
    if not node.parents:
        return f"nan begins at {names[i]}: this leaf is nan"
    slot = {v: k for k, v in enumerate(order)}
    given = [f"{_named(names[slot[p]], data[slot[p]])}" for p in node.parents[:MOST]]
    rest = [f"{len(node.parents) - MOST} more"] if len(node.parents) > MOST else []
    return f"nan begins at {names[i]}: {node._op} of {' and '.join([*given, *rest])} is nan"


def _named(name: str, x: float) -> str:
    return name if name == short(x) else f"{name} = {short(x)}"
