"""Arguments in any shape: numbers, lists, tuples and dicts of numbers nested as one likes, and modules with parameters.

>>> tree = {"w": [1.0, 2.0], "b": (3.0,)}
>>> flatten(tree)
[1.0, 2.0, 3.0]
>>> fill(tree, ["a", "b", "c"])
{'w': ['a', 'b'], 'b': ('c',)}
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..rules import real


def flatten(tree: Any, modules: bool = True) -> list[Any]:
    """The numbers of a tree, from left to right; plain ones as floats.  Raises TypeError for anything else.

    modules: whether the parameters of modules are among them.
    """
    found: list[Any] = []

    def take(x: Any) -> None:
        found.append(x if hasattr(type(x), "rank") else real(x))

    _visit(tree, take, lambda module: found.extend(module.parameters() if modules else ()))
    return found


def ranked(tree: Any) -> list[Any]:
    """The Values and Duals in a tree that may hold anything else as well; parameters of modules are not counted."""
    found: list[Any] = []
    _visit(tree, lambda x: found.append(x) if hasattr(type(x), "rank") else None, lambda _: None)
    return found


def fill(tree: Any, numbers: Iterable[Any]) -> Any:
    """A tree of the same shape with these numbers; a module comes back as a dict by the names of its parameters."""
    rest = iter(numbers)
    return _visit(tree, lambda _: next(rest), lambda module: {name: next(rest) for name, _ in module.named_parameters()})


def replace(tree: Any, numbers: Iterable[Any]) -> Any:
    """A tree of the same shape with these numbers; a module comes back as a copy whose parameters they are."""
    rest = iter(numbers)
    return _visit(tree, lambda _: next(rest), lambda module: _with_parameters(module, rest))


def _visit(tree: Any, number: Callable[[Any], Any], module: Callable[[Any], Any]) -> Any:
    if hasattr(tree, "named_parameters"):
        return module(tree)
    if isinstance(tree, dict):
        return {key: _visit(part, number, module) for key, part in tree.items()}
    if isinstance(tree, (list, tuple)):
        parts = [_visit(part, number, module) for part in tree]
        if isinstance(tree, tuple):
            return type(tree)(*parts) if hasattr(tree, "_fields") else tuple(parts)
        return parts
    return number(tree)


def _with_parameters(module: Any, numbers: Iterator[Any]) -> Any:
    return copy.deepcopy(module, {id(p): next(numbers) for p in module.parameters()})
