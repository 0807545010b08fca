"""What Values are called in pictures, and which neuron and layer they belong to: read from the caller's own variables.

>>> from micrograd_like import Value, nn
>>> a, b = Value(2.0), Value(-3.0)
>>> [place.name for place in places({"a": a, "pair": [a, b]}, {a, b}).values()]
['a', 'pair[1]']
"""

from __future__ import annotations

import math
import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

from ..engine import Value
from ..nn import Module, Neuron
from ..steps import name_nodes
from .folds import reading_order

PACKAGE = os.path.dirname(os.path.dirname(__file__))
NOT_VARIABLES = {"In", "Out", "exit", "quit", "get_ipython"}
FEW = 60  # values that can be read at once
NO_OBJECTS = (type, ModuleType, FunctionType)  # whose attributes are no variables of the user
DEEPEST = 5  # lists in lists in dicts: no further
SUMS = {"add", "total", "dot", "affine"}  # what joins the products of one row of weights

PRODUCTS = {"mul", "dot", "affine"}  # where a weight meets an input


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Value stands in the user's program: its short name, the name in full, and its groups from the outside in."""

    name: str
    full: str
    groups: tuple[str, ...] = ()
    module: Neuron | None = None


def callers_variables() -> dict[str, Any]:
    """The variables of the first function outside this package, locals before globals."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename.startswith(PACKAGE):
        frame = frame.f_back
    return {**frame.f_locals, **{k: v for k, v in frame.f_globals.items() if k not in frame.f_locals}}


def known(drawer: str, root: Any, names: Any) -> Mapping[str, Any]:
    """The variables to name Values by, once both arguments are found to be what draw(root, names=...) takes."""
    if not isinstance(root, Value):
        given = f"{drawer}() takes a Value, but got {type(root).__name__} {root!r}"
        raise TypeError(f"{given}; give the result of an expression of Values")
    if names is not None and not isinstance(names, Mapping):
        raise TypeError(f"names= takes names and what they stand for, but got {type(names).__name__} {names!r}; give locals(), "
                        'or {"x": x}')  # fmt: skip
    return callers_variables() if names is None else names


def places(variables: Mapping[str, Any], wanted: Collection[Value]) -> dict[Value, Place]:
    """The places of those Values among the variables that are wanted; a variable of its own names a Value best."""
    found: dict[Value, Place] = {}
    single: dict[Value, str] = {}
    modules = [v for k, v in variables.items() if isinstance(v, Module) and not k.startswith("_")]
    for key, thing in list(variables.items()):
        if key.startswith("_") or key in NOT_VARIABLES:
            continue
        if isinstance(thing, Value):
            if thing in wanted:
                single.setdefault(thing, key)
        else:
            prefix = "" if isinstance(thing, Module) and len(modules) == 1 else key
            for value, place in _walk(thing, prefix, (), DEEPEST):
                if value in wanted and (value not in found or (place.module and not found[value].module)):
                    found[value] = place
    for value, key in single.items():
        old = found.get(value, Place(key, key))
        found[value] = Place(key, old.full, old.groups, old.module)
    return found


def _walk(
    thing: Any, path: str, chain: tuple[tuple[str, Any], ...], depth: int
) -> Iterator[tuple[Value, Place]]:
    """The Values inside a variable; chain holds the modules around them."""
    if isinstance(thing, Value):
        module = chain[-1][1] if chain and isinstance(chain[-1][1], Neuron) else None
        yield thing, Place(_short(path, bool(chain)), path, _groups(path, chain), module)
    elif depth and isinstance(thing, Module):
        chain = (*chain, (path or type(thing).__name__, thing))
        for key, part in vars(thing).items():
            yield from _walk(part, f"{path}.{key}" if path else key, chain, depth)
    elif depth and isinstance(thing, Mapping):
        for key, part in list(thing.items()):
            yield from _walk(part, f"{path}.{key}", chain, depth - 1)
    elif isinstance(thing, tuple) and hasattr(thing, "_fields"):
        yield from _walk(thing._asdict(), path, chain, depth)  # type: ignore[attr-defined]
    elif (
        depth == DEEPEST
        and type(getattr(thing, "__dict__", None)) is dict
        and not isinstance(thing, NO_OBJECTS)
    ):
        parts = {k: v for k, v in vars(thing).items() if isinstance(v, (Value, Module, list, tuple, dict))}
        yield from _walk(parts, path, chain, depth)
    elif (
        depth
        and isinstance(thing, (list, tuple))
        and thing
        and isinstance(thing[0], (Value, Module, list, tuple, dict))
    ):
        for i, part in enumerate(thing):
            yield from _walk(
                part, f"{path}.{i}" if chain or isinstance(part, Module) else f"{path}[{i}]", chain, depth - 1
            )


def _short(path: str, in_module: bool) -> str:
    """``layers.0.neurons.3.w.1`` as ``L0.n3.w1``."""
    if not in_module:
        return path
    path = re.sub(r"\bneurons\.(\d+)", r"n\1", re.sub(r"\blayers\.(\d+)", r"L\1", path))
    return re.sub(r"\.(\d+)\b", r"\1", path)


def _groups(path: str, chain: tuple[tuple[str, Any], ...]) -> tuple[str, ...]:
    """Layer and neuron of a parameter; of a matrix in lists of lists: its name and its row."""
    if chain:
        inner = [name for name, _ in chain]
        if isinstance(chain[-1][1], Neuron):
            return tuple(_short(name, True) for name in inner[-2:])
        return (_short(inner[-1], True),)
    rows = re.fullmatch(r"(.+?)\[(\d+)\]\[\d+\]", path)
    return (rows[1], f"{rows[1]}[{rows[2]}]") if rows else ()


def called(
    order: list[Value], found: Mapping[Value, Place], groups: Mapping[Value, tuple[str, ...]] = {}
) -> dict[Value, str]:
    """A name for every node: its label, its variable or place, a short expression, or its operation with a number.

    A neuron's weighted sum is its z, its activation its a, numbered from the second example on.
    """
    own = {value: place.name for value, place in found.items() if not value.label}
    neurons = {place.groups[-1] for place in found.values() if place.module and place.groups}
    counts: Counter[str] = Counter()
    for node in reading_order(order[-1]):
        if node.parents and node not in own and not node.label and groups.get(node, ("",))[-1] in neurons:
            name = f"{groups[node][-1]}.{'z' if node._op == 'dot' else 'a'}"
            counts[name] += 1
            own[node] = name if counts[name] == 1 else f"{name}[{counts[name]}]"
    return name_nodes(order, own)


def grouped(order: list[Value], found: Mapping[Value, Place]) -> dict[Value, tuple[str, ...]]:
    """The groups of every node from the outside in: a neuron's sum and activation join its parameters.

    What belongs to no neuron and no matrix is grouped by how many of those lie before it: the loss comes last.  A graph of
    up to 120 values without neurons and matrices has no groups.
    """
    groups = {v: place.groups for v, place in found.items() if place.groups and not v.parents}
    owned = bool(groups)
    if not owned and len(order) <= 2 * FEW:
        return {}
    rest: dict[int, list[Value]] = {}
    stage: dict[Value, int] = {}
    for node in order:
        if node.parents and (own := _owner(node, groups, found)):
            groups[node] = own
        inner = [p for p in node.parents if p.parents]
        stage[node] = max(
            (stage[p] + (groups.get(p, ())[:1] != groups.get(node, ())[:1]) for p in inner), default=0
        )
        if node.parents and node not in groups:
            rest.setdefault(stage[node], []).append(node)
    titles: Counter[str] = Counter()
    for members in rest.values():
        title = (
            "loss"
            if order[-1] in members
            else " ".join(op for op, _ in Counter(v._op for v in members).most_common(3))
        )
        title = (
            "penalty" if owned and title != "loss" and not stage[members[0]] else title
        )  # it reads nothing but parameters
        titles[title] += 1
        title += f" ({titles[title]})" if titles[title] > 1 else ""
        _split(members, (title,) if owned else (), title if owned else "part", groups)
    _adopt_leaves(order, groups, found)
    return groups


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


def _adopt_leaves(order: list[Value], groups: dict[Value, tuple[str, ...]], found: Collection[Value]) -> None:
    """Leaves of no group go where they are read, if that is one place.  What has a name or meets a weight is an input, though."""
    readers: dict[Value, set[tuple[str, ...]]] = {}
    inputs = set(found)
    for node in order:
        for p in node.parents:
            if not p.parents and p not in groups:
                readers.setdefault(p, set()).add(groups.get(node, ()))
                if getattr(node.rule, "name", "") in PRODUCTS:
                    inputs.add(p)
    owners = {groups[v] for v in order if not v.parents and v in groups}
    for leaf, where in readers.items():
        own = next(iter(where))
        alone = len(where) == 1 and (own not in owners or leaf not in inputs)
        groups[leaf] = own if alone else ("inputs",) if leaf in inputs else ("constants",)


def _owner(
    node: Value, groups: Mapping[Value, tuple[str, ...]], found: Mapping[Value, Place]
) -> tuple[str, ...]:
    """The groups that an operation belongs to, if it is part of a neuron or of a row of weights."""
    name = getattr(node.rule, "name", "")
    weights = [p for p in node.parents if not p.parents and p in groups]
    neurons = {groups[p]: None for p in weights if found[p].module}
    if neurons:  # one neuron's weights meet inputs; several neurons', or weights alone, make a penalty
        meets = len(neurons) == 1 and name in PRODUCTS and len(set(node.parents) - set(weights)) > 0
        return next(iter(neurons)) if meets else ()
    if weights and len(set(node.parents)) > 1:
        return groups[weights[0]]
    inner = {groups.get(p, ()) for p in node.parents if p.parents}
    if len(inner) != 1 or not (own := inner.pop()):
        return ()
    before = node.parents[0]
    neuron = next((found[p].module for p in before.parents if p in found and found[p].module), None)
    if neuron is not None:
        return own if neuron.nonlin and name == neuron.activation and len(node.parents) == 1 else ()
    return (
        own if len(own) > 1 and name in SUMS and all(groups.get(p, own) == own for p in node.parents) else ()
    )
