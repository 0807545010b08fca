"""What Values hold, beside what a forward and a reverse sweep give, with the likely cause in words.

``data`` and ``grad`` are fields that anybody may set, and that several runs of ``backward()`` share.  So they
may differ from what the graph as it stands gives: after a forgotten ``zero_grad()``, for instance.

>>> a = Value(3.0, label="a")
>>> out = a * a
>>> out.backward(); out.backward()
>>> Stored.of([a, out], ["a", "out"], [3.0, 9.0], [(), (3.0, 3.0)], [6.0, 1.0]).causes
['a.grad is 12 in Python, 6 in this graph: two runs of backward() have added up; was zero_grad() forgotten?']
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..engine import Value
from ..rules.operands import held
from ..steps import short
from .newer_data import about_data, is_other

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FEW = 3  # leaves that have one ratio by chance
OTHER_RUNS = "gradients of other runs of backward() are added up in it; was zero_grad() forgotten?"
UNRUN = "backward() has not run: every grad is still 0"


@dataclass(frozen=True)
class Stored:
    """By slot, what Python holds where the graph gives something else.

    causes: a sentence for each likely cause.  unrun: no gradient has been asked for, so that every grad is 0.
    """

    data: dict[int, float]
    grads: dict[int, float]
    causes: list[str]
    unrun: bool

    @classmethod
    def of(
        cls,
        order: Sequence[Value],
        names: Sequence[str],
        data: Sequence[float],
        partials: Sequence[tuple[float | None, ...]],
        grads: Sequence[float],
        *,
        held: bool = False,
    ) -> Stored:
        """order: the graph, parents before children, the root last.

        names, data, partials and grads: by slot, the last three as a sweep over the graph gives them.
        held: whether data and partials are known to be what the Values hold.
        """
        found = _numbers([v.grad for v in order])
        unrun = bool(order[-1].parents) and not any(found)
        other, causes, at_first = ({}, [], grads) if held else _newer(order, names, data, partials, grads)
        if not unrun:
            causes += about_grads(order, names, found, at_first)
        off = [] if unrun or found == grads else _others(found, grads, _noise(grads))
        return cls(other, {i: found[i] for i in off}, causes, unrun)


def _newer(
    order: Sequence[Value],
    names: Sequence[str],
    data: Sequence[float],
    partials: Sequence[tuple[float | None, ...]],
    grads: Sequence[float],
) -> tuple[dict[int, float], list[str], Sequence[float]]:
    """The data that differs, why, and the gradients of a sweep with the partials that the Values hold."""
    numbers = _numbers([v.data for v in order])
    recorded = [
        v.partials if type(v.partials) is tuple else own for v, own in zip(order, partials, strict=True)
    ]
    other = _others(numbers, data)
    if not other and (recorded == partials or not any(map(_differ, recorded, partials))):
        return {}, [], grads
    causes = about_data(order, names, numbers)
    return {i: numbers[i] for i in other}, causes, _sweep(order, recorded)


def number(x: Any) -> float:
    """The float that somebody has put into data or grad; None is 0, what is no number is nan."""
    try:
        return 0.0 if x is None else float(held(x))
    except (TypeError, ValueError):
        return math.nan


def _numbers(found: list[Any]) -> list[float]:
    return found if set(map(type, found)) == {float} else [number(x) for x in found]


def _others(found: Sequence[float], fresh: Sequence[float], least: float = 0.0) -> list[int]:
    """Where two lists differ by more than rounding."""
    if found == fresh:
        return []
    return [i for i, x in enumerate(found) if is_other(x, fresh[i], least)]


def about_grads(
    order: Sequence[Value], names: Sequence[str], found: Sequence[float], fresh: Sequence[float]
) -> list[str]:
    """Why the grads that were found are not those of a sweep from the last of the order.

    >>> w = Value(2.0)
    >>> about_grads([w, w * 3.0], ["w", "z"], [0.0, 1.0], [3.0, 1.0])
    ['w.grad is 0 in Python, 3 in this graph: zero_grad() has run since backward(), or it was set by hand']
    """
    off = [] if found == fresh else _others(found, fresh, _noise(fresh))
    if not off or not order[-1].parents:
        return []
    root = len(order) - 1
    if root in off:
        return [_from_elsewhere(names[root], found[root], any(found))]
    inner = [i for i in off if order[i].parents]
    leaves = [i for i in off if not order[i].parents]
    # constants that nobody holds come along with those that somebody does
    leaves = [i for i in leaves if names[i].split(" (")[0] != short(order[i].data)] or leaves
    told = []
    if inner:
        why = "another backward() has passed there since, or it was set by hand"
        told.append(f"{_both(names, inner, found, fresh)}: {why}")
    if leaves:
        told.append(f"{_both(names, leaves, found, fresh)}: {_why(leaves, found, fresh)}")
    return told


def _from_elsewhere(root: str, grad: float, any_grad: bool) -> str:
    """Of a root whose grad is not 1."""
    if not grad and any_grad:
        told = f"backward() has not run from {root}, whose grad is 0 in Python"
        return f"{told}: the grads there come from other graphs"
    return (
        f"{root}.grad is {short(grad)} in Python, not 1: backward() began at another output, "
        f"and the grads there are derivatives of that one"
    )


def _both(names: Sequence[str], slots: Sequence[int], found: Sequence[float], fresh: Sequence[float]) -> str:
    """The first of some gradients that differ, in both versions, and who else."""
    i = max(reversed(slots), key=lambda k: _gap(found[k], fresh[k]))
    others = [names[k] for k in reversed(slots) if k != i]
    also = ""
    if others:
        rest = f" and {len(others) - 2:,} more" if len(others) > 2 else ""
        also = f" (so too {', '.join(others[:2])}{rest})"
    return f"{names[i]}.grad is {short(found[i])} in Python, {short(fresh[i])} in this graph{also}"


def _gap(a: float, b: float) -> float:
    return abs(a - b) if math.isfinite(a - b) else math.inf


def _why(leaves: Sequence[int], found: Sequence[float], fresh: Sequence[float]) -> str:
    """The cause that explains all differing leaves at once, the commonest faults first."""
    if not any(found[i] for i in leaves):
        return "zero_grad() has run since backward(), or it was set by hand"
    ratios = [found[i] / fresh[i] if fresh[i] else math.inf for i in leaves]
    ratio = ratios[0]
    if not all(math.isclose(r, ratio, rel_tol=1e-6) for r in ratios) or not math.isfinite(ratio):
        return OTHER_RUNS
    runs = round(ratio)
    if runs >= 2 and math.isclose(ratio, runs, rel_tol=1e-6):
        count = COUNTS[runs] if runs < len(COUNTS) else f"{runs:,}"
        return f"{count} runs of backward() have added up; was zero_grad() forgotten?"
    if abs(ratio) > 1 and len(leaves) < FEW:  # by chance, as different data would give
        return OTHER_RUNS
    return f"{short(ratio)} times as much, as after clipping or scaling by hand"


def _differ(a: tuple[float | None, ...], b: tuple[float | None, ...]) -> bool:
    if a is b or a == b:
        return False
    for x, y in zip(a, b, strict=False):
        if (x is None) != (y is None) or (x is not None and y is not None and is_other(x, y)):
            return True
    return False


def _noise(grads: Sequence[float]) -> float:
    """What counts as 0 beside the largest gradient: several runs round differently where terms cancel."""
    return 1e-13 * max((abs(g) for g in grads if math.isfinite(g)), default=0.0)


def _sweep(order: Sequence[Value], partials: Sequence[tuple[float | None, ...]]) -> list[float]:
    """The gradients that backward() gives from the last of the order with these partials."""
    slot = {v: i for i, v in enumerate(order)}
    grads = [0.0] * len(order)
    grads[-1] = 1.0
    reached = {len(order) - 1}
    for i in range(len(order) - 1, -1, -1):
        if i in reached:
            for k, partial in _live(order[i], partials[i], slot):
                grads[k] += partial * grads[i]
                reached.add(k)
    return grads


def _live(
    node: Value, partials: tuple[float | None, ...], slot: dict[Value, int]
) -> Iterator[tuple[int, float]]:
    for parent, partial in zip(node.parents, partials, strict=False):
        if partial is not None:
            yield slot[parent], partial
