"""Where Values stand in the user's program: read from the caller's own variables.

>>> from micrograd_like import Value, nn
>>> a, b = Value(2.0), Value(-3.0)
>>> [place.name for place in places({"a": a, "pair": [a, b]}, {a, b}).values()]
['a', 'pair[1]']
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from ..engine import Value

PACKAGE = str(Path(__file__).parents[1]) + os.sep
NOT_VARIABLES = {"In", "Out", "exit", "quit", "get_ipython"}
FEW = 60  # values that can be read at once
NO_OBJECTS = (type, ModuleType, FunctionType)  # whose attributes are no variables of the user
HOLDERS = (Value, list, tuple, dict)  # what is, or may hold, Values; modules do too
DEEPEST = 5  # lists in lists in dicts: no further


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Value stands in the user's program: name, name in full, and its groups from the outside in.

    module: the neuron whose parameter it is.
    """

    name: str
    full: str
    groups: tuple[str, ...] = ()
    module: Any = None


def callers_variables() -> dict[str, Any]:
    """The variables of the first function outside this package, locals before globals."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename.startswith(PACKAGE):
        frame = frame.f_back
    return {**frame.f_locals, **{k: v for k, v in frame.f_globals.items() if k not in frame.f_locals}}


def places(variables: Mapping[str, Any], wanted: Collection[Value]) -> dict[Value, Place]:
    """The places of the wanted Values among the variables; a variable of its own names a Value best.

    What a loop has left behind names nothing: after ``for p in model.parameters()`` the last parameter is not
    called p, nor a layer's parameters by ``layer``.
    """
    found: dict[Value, Place] = {}
    single: dict[Value, str] = {}
    own = {k: v for k, v in variables.items() if k.isidentifier() and k[0] != "_" and k not in NOT_VARIABLES}
    inner = {id(part) for thing in own.values() for part in _modules_in(thing, DEEPEST)}
    modules = {id(thing) for thing in own.values() if is_module(thing)} - inner
    for key, thing in own.items():
        if id(thing) in inner:
            continue  # it has its place in what is around it
        if isinstance(thing, Value):
            if thing in wanted:
                single.setdefault(thing, key)
        else:
            prefix = "" if is_module(thing) and len(modules) == 1 else key
            for value, place in _places_in(thing, prefix, (), DEEPEST):
                if value in wanted and (value not in found or (place.module and not found[value].module)):
                    found[value] = place
    left_behind = {v for thing in own.values() for v in _last_of_lists(thing, single, DEEPEST)}
    for value, key in single.items():
        old = found.get(value, Place(key, key))
        if value not in left_behind:
            found[value] = Place(key, old.full, old.groups, old.module)
    return found


def _modules_in(thing: Any, depth: int) -> Iterator[Any]:
    """The networks and layers inside a variable, but not itself."""
    named = vars(thing) if is_module(thing) else thing
    if isinstance(named, Mapping):
        parts = list(named.values())
    else:
        parts = thing if isinstance(thing, (list, tuple)) and thing and _may_hold(thing[0]) else ()
    for part in parts if depth else ():
        if is_module(part):
            yield part
        yield from _modules_in(part, depth - 1)


def _last_of_lists(thing: Any, named: Collection[Value], depth: int) -> Iterator[Value]:
    """Where loops end: the last leaf of each module, and of each list whose others have no names."""
    if is_module(thing):
        parts, named = list(vars(thing).values()), ()
        yield from [part for part in parts if isinstance(part, Value)][-1:]
    elif isinstance(thing, dict):
        parts = list(thing.values())
    elif isinstance(thing, (list, tuple)) and thing and _may_hold(thing[0]):
        parts = thing
    else:
        return
    for part in parts if depth else ():
        yield from _last_of_lists(part, named, depth - 1)
    *others, last = parts or [None]
    alone = not any(isinstance(v, Value) and v in named for v in others)
    if others and alone and isinstance(last, Value) and not last.parents:
        yield last


def _places_in(
    thing: Any, path: str, chain: tuple[tuple[str, Any], ...], depth: int
) -> Iterator[tuple[Value, Place]]:
    """The Values inside a variable; chain holds the modules around them."""
    if isinstance(thing, Value):
        module = chain[-1][1] if chain and is_neuron(chain[-1][1]) else None
        yield thing, Place(_short(path, bool(chain)), path, _groups(path, chain), module)
    elif depth and is_module(thing):
        chain = (*chain, (path or type(thing).__name__, thing))
        for key, part in vars(thing).items():
            yield from _places_in(part, f"{path}.{key}" if path else key, chain, depth)
    elif depth and isinstance(thing, Mapping):
        for key, part in list(thing.items()):
            yield from _places_in(part, f"{path}.{key}", chain, depth - 1)
    elif isinstance(thing, tuple) and hasattr(thing, "_fields"):
        yield from _places_in(thing._asdict(), path, chain, depth)  # type: ignore[attr-defined]
    elif depth == DEEPEST and _is_an_object(thing):
        ours = type(thing).__module__.startswith("micrograd_like.")  # what it keeps to itself is no name
        parts = {k: v for k, v in vars(thing).items() if _may_hold(v) and not (ours and k.startswith("_"))}
        yield from _places_in(parts, path, chain, depth)
    elif depth and isinstance(thing, (list, tuple)) and thing and _may_hold(thing[0]):
        for i, part in enumerate(thing):
            dotted = chain or is_module(part)
            yield from _places_in(part, f"{path}.{i}" if dotted else f"{path}[{i}]", chain, depth - 1)


def is_module(thing: Any) -> bool:
    """Whether it is a network or a part of one, which knows its parameters by name."""
    return not isinstance(thing, type) and callable(getattr(type(thing), "named_parameters", None))


def is_neuron(module: Any) -> bool:
    """Whether a module is one neuron: weights, a bias and an activation."""
    own = getattr(module, "__dict__", {})
    return is_module(module) and {"w", "b", "activation"} <= own.keys()


def _may_hold(thing: Any) -> bool:
    return isinstance(thing, HOLDERS) or is_module(thing)


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
        if is_neuron(chain[-1][1]):
            return tuple(_short(name, True) for name in inner[-2:])
        return (_short(inner[-1], True),)
    rows = re.fullmatch(r"(.+?)\[(\d+)\]\[\d+\]", path)
    return (rows[1], f"{rows[1]}[{rows[2]}]") if rows else ()
