"""Which neuron and layer the nodes of a graph belong to; other graphs are cut into parts of a readable size.

>>> from micrograd_like import Value, dot
>>> from micrograd_like.engine import topological_order
>>> from micrograd_like.naming import places
>>> w, x = [[Value(1.0), Value(2.0)]], [Value(3.0), Value(4.0)]
>>> z = dot(w[0], x)
>>> order = topological_order(z)
>>> grouped(order, places({"w": w, "x": x}, set(order)))[z]
('w', 'w[0]')
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain

from ..engine import Value
from .recurrence import Stage, recurrent, shared_step, step_groups, steps_of
from .repeating import repeated
from .results import word_of
from .variables import FEW, Place

SUMS = {"add", "total", "dot", "affine"}  # what joins the products of one row of weights
PRODUCTS = {"mul", "dot", "affine"}  # where a weight meets an input


def grouped(order: list[Value], found: Mapping[Value, Place]) -> dict[Value, tuple[str, ...]]:
    """The groups of every node from the outside in: a neuron's sum and activation join its parameters.

    What belongs to no neuron and no matrix is grouped by how many of those precede it: the loss comes last.
    A graph of up to 120 values without neurons and matrices has no groups.  In others without them, a block
    that repeats itself is told apart from all its repetitions.
    """
    groups = {v: place.groups for v, place in found.items() if place.groups and not v.parents}
    owned = bool(groups)
    if not owned and len(order) <= 2 * FEW:
        return {}
    parents = {v: v.parents for v in order}
    where, rest = _staged(parents, groups, found) if owned else ({}, [[v for v in order if parents[v]]])
    rest = _by_step(parents, where, rest, groups, order[-1])
    titles: Counter[str] = Counter()
    for members in rest:
        title = "loss" if order[-1] in members else _title(members, parents, where)
        titles[title] += 1
        title += f" ({titles[title]})" if titles[title] > 1 else ""
        if not owned and _in_blocks(members, groups):
            continue
        _split(members, (title,) if owned else (), title if owned else "part", groups)
    _adopt_leaves(parents, groups, found)
    return groups


def _staged(
    parents: Mapping[Value, tuple[Value, ...]],
    groups: dict[Value, tuple[str, ...]],
    found: Mapping[Value, Place],
) -> tuple[dict[Value, Stage], list[list[Value]]]:
    """Give the operations of neurons and matrices their groups; the others come back by their stage.

    The stage of an operation is how many changes of its outermost group lie before it.
    """
    neurons = {v: groups[v] for v in groups if found[v].module}
    rest: dict[int, list[Value]] = {}
    where: dict[Value, Stage] = {}  # leaves are nowhere
    for node, operands in parents.items():
        if not operands:
            continue
        if own := _owner(node, parents, groups, found, neurons):
            groups[node] = own
        around = own[0] if own else None
        before = filter(None, {*map(where.get, operands)})
        deepest = max([steps + (other != around) for steps, other in before], default=0)
        where[node] = deepest, around
        if not own:
            rest.setdefault(deepest, []).append(node)
    return where, list(rest.values())


def _by_step(
    parents: Mapping[Value, tuple[Value, ...]],
    where: Mapping[Value, Stage],
    rest: list[list[Value]],
    groups: dict[Value, tuple[str, ...]],
    root: Value,
) -> list[list[Value]]:
    """Put what a recurrent network computes into its steps; gives the parts that are in none."""
    if not (again := recurrent(where)):
        return rest
    step = steps_of(parents, where, again)
    around = step_groups(max(step.values()))
    used = {outer for outer, _ in {(where[node][1], k) for node, k in step.items() if k > 1}}
    for node, (_, outer) in where.items():
        if outer in used and outer is not None:
            groups[node] = (*around[step[node] - 1], *groups[node])
    parts: dict[int, list[Value]] = {}
    outside = []
    for members in rest:
        if root in members or not where[members[0]][0]:
            outside.append(members)
            continue
        for node in members:
            parts.setdefault(step[node], []).append(node)
    for k, members in parts.items():
        _split(members, around[k - 1], "part", groups)
    return outside


def _title(
    members: list[Value], parents: Mapping[Value, tuple[Value, ...]], where: Mapping[Value, Stage]
) -> str:
    """What to call a part: by the groups it follows, after L0, if they are few; else by its operations."""
    if where and not where[members[0]][0]:  # it reads nothing but parameters
        return "penalty"
    before = filter(None, {*map(where.get, chain.from_iterable(map(parents.__getitem__, members)))})
    last = sorted({around for _, around in before if around is not None})
    if len(last) > 1:
        last = [name.rpartition(".")[2] for name in last]
    if 0 < len(last) <= 3:
        return f"after {', '.join(last)}"
    return ", ".join(word_of(str(op)) for op, _ in Counter(v._op for v in members).most_common(3))


def _split(
    members: list[Value], around: tuple[str, ...], title: str, groups: dict[Value, tuple[str, ...]]
) -> None:
    """Put the members into groups of at most 60, in the order of computation, as deep as it takes."""
    if len(members) <= FEW and around:
        groups.update(dict.fromkeys(members, around))
        return
    pieces = min(12, math.ceil(len(members) / 40))
    size = math.ceil(len(members) / pieces)
    for k in range(pieces):
        name = f"{title} {k + 1}" if not title[-1:].isdigit() else f"{title}.{k + 1}"
        _split(members[k * size : (k + 1) * size], (*around, name), name, groups)


def _in_blocks(members: list[Value], groups: dict[Value, tuple[str, ...]]) -> bool:
    """Group what repeats itself by its blocks: the first, all between, the last; False if nothing does."""
    if (found := repeated(members)) is None:
        return False
    start, size, many = found
    end = start + size * many
    if start:
        _split(members[:start], ("before the blocks",), "part", groups)
    for ends in ((1, 1), (2, many - 1), (many, many)):
        _block(members[start:end], size, ends, (), groups)
    if end < len(members):
        _split(members[end:], ("after the blocks",), "part", groups)
    return True


def _block(
    members: list[Value],
    size: int,
    ends: tuple[int, int],
    around: tuple[str, ...],
    groups: dict[Value, tuple[str, ...]],
) -> None:
    """Put the blocks from the first to the last into a group, many into groups of whole blocks inside it."""
    first, last = ends
    name = f"block {first:,}" if first == last else f"blocks {first:,} to {last:,}"
    own, many = (*around, name), last - first + 1
    if many == 1 or many * size <= FEW:
        _split(members[(first - 1) * size : last * size], own, name, groups)
        return
    each = math.ceil(many / min(12, math.ceil(many * size / 40)))
    for start in range(first, last + 1, each):
        _block(members, size, (start, min(start + each - 1, last)), own, groups)


def _adopt_leaves(
    parents: Mapping[Value, tuple[Value, ...]],
    groups: dict[Value, tuple[str, ...]],
    found: Mapping[Value, Place],
) -> None:
    """Leaves of no group go where they are read, if that is one place.

    What has a name or meets a weight is an input, though.
    """
    readers: dict[Value, set[tuple[str, ...]]] = {}
    inputs = set(found)
    leaves = {v for v, operands in parents.items() if not operands}
    owners = {groups[v] for v in leaves if v in groups}
    alone = leaves - groups.keys()
    for node, operands in parents.items():
        for p in operands:
            if p in alone:
                readers.setdefault(p, set()).add(groups.get(node, ()))
                if getattr(node.rule, "name", "") in PRODUCTS:
                    inputs.add(p)
    for leaf, where in readers.items():
        own = next(iter(where))
        if (step := shared_step(where)) and leaf in inputs:
            groups[leaf] = step
            continue
        read_in_one = len(where) == 1 and (own not in owners or leaf not in inputs)
        common = (_list_of(leaf, found) if leaf in inputs else "constants",)
        groups[leaf] = own if read_in_one else common


def _list_of(leaf: Value, found: Mapping[Value, Place]) -> str:
    """The list in which the user keeps an input."""
    listed = re.fullmatch(r"(.+)\[\d+\]", found[leaf].name) if leaf in found else None
    return listed[1] if listed else "inputs"


def _owner(
    node: Value,
    parents: Mapping[Value, tuple[Value, ...]],
    groups: Mapping[Value, tuple[str, ...]],
    found: Mapping[Value, Place],
    neurons: Mapping[Value, tuple[str, ...]],
) -> tuple[str, ...]:
    """The groups that an operation belongs to, if it is part of a neuron or of a row of weights.

    neurons: the groups of neurons' parameters.
    """
    operands, name = parents[node], getattr(node.rule, "name", "")
    around = {*map(neurons.get, operands)}
    if owners := [*filter(None, around)]:
        # one neuron's weights meet inputs; several neurons', or weights alone, make a penalty
        meets = len(owners) == 1 and name in PRODUCTS and None in around
        return owners[0] if meets else ()
    weight = next((p for p in operands if p in groups and not parents[p]), None)
    if weight is not None and len(set(operands)) > 1:
        return groups[weight]
    inner = {groups.get(p, ()) for p in operands if parents[p]}
    if len(inner) != 1 or not (own := inner.pop()):
        return ()
    before = parents[operands[0]]
    neuron = next((found[p].module for p in before if p in found and found[p].module), None)
    if neuron is not None:
        return own if neuron.nonlin and name == neuron.activation and len(operands) == 1 else ()
    of_one_row = len(own) > 1 and all(groups.get(p, own) == own for p in operands)
    return own if of_one_row and name in SUMS else ()
