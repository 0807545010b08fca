"""What Values are called in pictures: read from the caller's own variables.

>>> from micrograd_like import Value, nn
>>> a, b = Value(2.0), Value(-3.0)
>>> [place.name for place in places({"a": a, "pair": [a, b]}, {a, b}).values()]
['a', 'pair[1]']
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from ...engine import Value
from ...nn import Module, Neuron
from ...steps import name_nodes
from .longhand import reading_order

PACKAGE = str(Path(__file__).parents[2]) + os.sep
NOT_VARIABLES = {"In", "Out", "exit", "quit", "get_ipython"}
FEW = 60  # values that can be read at once
NO_OBJECTS = (type, ModuleType, FunctionType)  # whose attributes are no variables of the user
HOLDERS = (Value, Module, list, tuple, dict)  # what is, or may hold, Values
DEEPEST = 5  # lists in lists in dicts: no further


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Value stands in the user's program: name, name in full, and its groups from the outside in."""

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


def places(variables: Mapping[str, Any], wanted: Collection[Value]) -> dict[Value, Place]:
    """The places of the wanted Values among the variables; a variable of its own names a Value best."""
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
            for value, place in _places_in(thing, prefix, (), DEEPEST):
                if value in wanted and (value not in found or (place.module and not found[value].module)):
                    found[value] = place
    for value, key in single.items():
        old = found.get(value, Place(key, key))
        found[value] = Place(key, old.full, old.groups, old.module)
    return found


def _places_in(
    thing: Any, path: str, chain: tuple[tuple[str, Any], ...], depth: int
) -> Iterator[tuple[Value, Place]]:
    """The Values inside a variable; chain holds the modules around them."""
    if isinstance(thing, Value):
        module = chain[-1][1] if chain and isinstance(chain[-1][1], Neuron) else None
        yield thing, Place(_short(path, bool(chain)), path, _groups(path, chain), module)
    elif depth and isinstance(thing, Module):
        chain = (*chain, (path or type(thing).__name__, thing))
        for key, part in vars(thing).items():
            yield from _places_in(part, f"{path}.{key}" if path else key, chain, depth)
    elif depth and isinstance(thing, Mapping):
        for key, part in list(thing.items()):
            yield from _places_in(part, f"{path}.{key}", chain, depth - 1)
    elif isinstance(thing, tuple) and hasattr(thing, "_fields"):
        yield from _places_in(thing._asdict(), path, chain, depth)  # type: ignore[attr-defined]
    elif depth == DEEPEST and _is_an_object(thing):
        parts = {k: v for k, v in vars(thing).items() if isinstance(v, HOLDERS)}
        yield from _places_in(parts, path, chain, depth)
    elif depth and isinstance(thing, (list, tuple)) and thing and isinstance(thing[0], HOLDERS):
        for i, part in enumerate(thing):
            dotted = chain or isinstance(part, Module)
            yield from _places_in(part, f"{path}.{i}" if dotted else f"{path}[{i}]", chain, depth - 1)


def _is_an_object(thing: Any) -> bool:
    """Whether a thing of the user's own class may hold Values in its attributes."""
    return type(getattr(thing, "__dict__", None)) is dict and not isinstance(thing, NO_OBJECTS)


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
    """A name for every node: its label, its variable or place, a short expression, or its operation's number.

    A neuron's weighted sum is its z, its activation its a, numbered from the second example on.
    """
    own = {node: str(node.label) for node in order if node.label}
    own |= {value: place.name for value, place in found.items() if not value.label}
    neurons = {place.groups[-1] for place in found.values() if place.module and place.groups}
    counts: Counter[str] = Counter()
    for node in reading_order(order[-1]):
        if node.parents and node not in own and groups.get(node, ("",))[-1] in neurons:
            name = f"{groups[node][-1]}.{'z' if node._op == 'dot' else 'a'}"
            counts[name] += 1
            own[node] = name if counts[name] == 1 else f"{name}[{counts[name]}]"
    return name_nodes(order, own)
