"""Whose data is newer than the graph computed from it.

A node keeps its number and its partials from the time when it was made.  Where these are not what its row
gives for its parents' data of now, somebody has changed data since.  Who, the partials tell: of z = a * b
the partial by b is a's old number.

>>> a, b = Value(2.0), Value(-3.0)
>>> z = a * b
>>> a.data = 5.0
>>> about_data([a, b, z], ["a", "b", "z"], [5.0, -3.0, -6.0])[0][:55]
'a.data is newer than this graph: it is 5 now, and what '
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from ..engine import Value

WIDEST = 200  # operands of a node whose partials are searched for who has changed
MOST = 40  # nodes that are searched


def is_other(a: float, b: float, least: float = 0.0) -> bool:
    """Whether two floats differ by more than rounding; nan is nan.

    >>> is_other(0.1 + 0.2, 0.3), is_other(math.nan, math.nan), is_other(1.0, math.nan)
    (False, False, True)
    """
    if a == b:
        return False
    if math.isnan(a) or math.isnan(b):
        return not (math.isnan(a) and math.isnan(b))
    return not math.isclose(a, b, rel_tol=1e-9, abs_tol=least)


def holds(
    rules: Sequence[Any],
    operands: Sequence[tuple[int, ...]],
    data: Sequence[float],
    partials: Sequence[tuple[float | None, ...] | None],
) -> bool:
    """Whether each number and its partials are what the row gives for the numbers of its operands.

    Then a sweep over all of it gives the same again, bit for bit, and need not be made.  All by slot; rules:
    None for leaves.

    >>> from micrograd_like.rules import table
    >>> holds([None, table.tanh], [(), (0,)], [0.0, 0.0], [(), (1.0,)])
    True
    >>> holds([None, table.tanh], [(), (0,)], [2.0, 0.0], [(), (1.0,)])
    False
    """
    slots_of: dict[Any, list[int]] = {}
    for i, rule in enumerate(rules):
        if rule is not None:
            slots_of.setdefault(rule, []).append(i)
    return all(
        _as_recorded(_computed(rule, [operands[i] for i in slots], data), slots, data, partials)
        for rule, slots in slots_of.items()
    )


def _computed(rule: Any, operands: list[tuple[int, ...]], data: Sequence[float]) -> Iterator[tuple]:
    """z and the partials of one row for many operands."""
    if not rule.lists:  # each letter a column: map() is quicker than a loop
        columns = (map(data.__getitem__, column) for column in zip(*operands, strict=True))
        yield from map(rule.linearize, *columns)
        return
    for own in operands:
        found = rule.linearize(*rule.split([data[k] for k in own]))
        yield found[rule.k] if rule.each else found


def _as_recorded(found: Iterator[tuple], slots: list[int], data: Sequence[float], partials: Sequence) -> bool:
    zs, own = zip(*found, strict=True)
    if array("d", zs).tobytes() != array("d", [data[i] for i in slots]).tobytes():  # 0.0 is not -0.0 here
        return False
    return [*own] == [partials[i] for i in slots]


def about_data(order: Sequence[Value], names: Sequence[str], data: Sequence[float]) -> list[str]:
    """Sentences about the Values whose data has been set since the graph was made.

    order: the graph, parents before children.  names, data: by slot.
    """
    slot = {v: i for i, v in enumerate(order)}
    suspects: dict[int, None] = {}
    cleared: set[int] = set()
    by_hand: list[int] = []
    found = [i for i, v in enumerate(order) if v.parents and _is_stale(v, data, slot)]
    for i in found[:MOST]:
        if any(slot[p] in by_hand for p in order[i].parents):
            continue  # that explains it
        doubtful, clear = _searched(i, order, data, slot)
        cleared |= clear
        suspects |= dict.fromkeys(doubtful)
        if not doubtful:
            by_hand.append(i)
    changed = [k for k in suspects if k not in cleared]
    leaves = [k for k in changed if not order[k].parents]
    by_hand += [k for k in changed if order[k].parents]
    told = [_about_leaves(leaves[::-1], names, data, len(found) > MOST)] if leaves else []
    if by_hand or (found and not leaves):
        which = names[(by_hand or found)[0]]
        told.append(f"{which}.data was set by hand: its operation gives another number")
    return told


def _about_leaves(leaves: Sequence[int], names: Sequence[str], data: Sequence[float], more: bool) -> str:
    cure = "compute the graph again to use it"
    if len(leaves) == 1 and not more:
        k = leaves[0]
        now = f"it is {data[k]:.6g} now, and what was computed from it has the old number"
        return f"{names[k]}.data is newer than this graph: {now}; {cure}"
    if len(leaves) > 3 or more:
        which = ", ".join(names[k] for k in leaves[:3])
        told = f"the data of {which} and others is newer than this graph"
        return f"{told}, as after an optimizer's step; {cure}"
    return f"the data of {' or '.join(names[k] for k in leaves)} is newer than this graph; {cure}"


def _row(node: Value, numbers: Sequence[float]) -> tuple[float, ...] | None:
    """z and the partials by the node's row; nan for what is not sent, None for an operation made by hand."""
    rule: Any = node.rule
    if not hasattr(rule, "linearize") or type(node.partials) is not tuple:
        return None
    found = rule.linearize(*rule.split(list(numbers)))
    z, partials = found[rule.k] if rule.each else found
    return z, *(math.inf if p is None else p for p in partials)


def _recorded(node: Value, z: float) -> tuple[float, ...]:
    return z, *(math.inf if p is None else p for p in node.partials or ())


def _is_stale(node: Value, data: Sequence[float], slot: dict[Value, int]) -> bool:
    now = _row(node, [data[slot[p]] for p in node.parents])
    if now is None:
        return False
    return any(map(is_other, now, _recorded(node, data[slot[node]])))


def _searched(
    i: int, order: Sequence[Value], data: Sequence[float], slot: dict[Value, int]
) -> tuple[list[int], set[int]]:
    """The parents that may have changed, and those that have not.

    Each parent's data is moved a little: it has not changed if something depends on it and is as recorded.
    """
    node = order[i]
    slots = [slot[p] for p in node.parents]
    numbers = [data[k] for k in slots]
    now, then = _row(node, numbers), _recorded(node, data[i])
    if now is None or len(slots) > WIDEST:
        return slots, set()
    same = [not is_other(a, b) for a, b in zip(now, then, strict=True)]
    if not all(same[1:]):  # z may be the same by chance, as (-2)**2 is 2**2; a partial tells more
        same[0] = False
    doubtful, clear = [], set()
    for k in dict.fromkeys(slots):
        moved = [x + 0.01 * (abs(x) + 1) if s == k else x for s, x in zip(slots, numbers, strict=True)]
        there = _row(node, moved) or now
        touched = [is_other(a, b) for a, b in zip(now, there, strict=True)]
        if any(t and s for t, s in zip(touched, same, strict=True)):
            clear.add(k)
        elif any(touched):
            doubtful.append(k)
    return doubtful, clear
