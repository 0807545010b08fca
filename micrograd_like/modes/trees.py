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

    modules: whether the parameters of modules are among them; those frozen are not.
    """
    found: list[Any] = []
    _visit(
        tree,
        lambda x: found.append(_number(x)),
        lambda module: found.extend(module.parameters() if modules else ()),
    )
    return found


def flatten_like(tree: Any, other: Any) -> list[Any]:
    """The numbers of other in the order in which they stand in tree: dicts are matched by key.

    >>> flatten_like({"a": 1.0, "b": 2.0}, {"b": 20.0, "a": 10.0})
    [10.0, 20.0]
    """
    if isinstance(other, dict) and (isinstance(tree, dict) or hasattr(tree, "named_parameters")):
        parts = tree if isinstance(tree, dict) else dict(named(tree))
        if parts.keys() != other.keys():
            raise ValueError(
                f"expected the keys {_keys(parts)}, but got {_keys(other)}; give a number for each"
            )
        return [x for key, part in parts.items() for x in flatten_like(part, other[key])]
    if isinstance(tree, (list, tuple)) and isinstance(other, (list, tuple)) and len(tree) == len(other):
        return [x for pair in zip(tree, other, strict=True) for x in flatten_like(*pair)]
    return flatten(other)


def ranked(tree: Any) -> list[Any]:
    """The Values and Duals in a tree that may hold anything else as well; parameters of modules are not counted."""
    found: list[Any] = []
    _visit(tree, lambda x: found.append(x) if hasattr(type(x), "rank") else None, lambda _: None)
    return found


def fill(tree: Any, numbers: Iterable[Any]) -> Any:
    """A tree of the same shape with these numbers; a module comes back as a dict by the names of its parameters."""
    rest = iter(numbers)
    return _visit(tree, lambda _: next(rest), lambda module: {name: next(rest) for name, _ in named(module)})


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
    kept = {id(p): p for _, p in module.named_parameters()}  # frozen parameters are shared with the copy
    return copy.deepcopy(module, kept | {id(p): next(numbers) for p in module.parameters()})


def named(module: Any) -> list[tuple[str, Any]]:
    """The parameters of a module that are not frozen, with their names."""
    found, chosen = list(module.named_parameters()), set(module.parameters())
    return found if len(found) == len(chosen) else [(name, p) for name, p in found if p in chosen]


def call(f: Callable, *args: Any, **options: Any) -> Any:
    """f's result, which must not be None."""
    out = f(*args, **options)
    if out is None:
        raise TypeError(
            f"{getattr(f, '__name__', f)} gave None where a number was expected; did you forget to return it?"
        )
    return out


def _number(x: Any) -> Any:
    if hasattr(type(x), "rank"):
        return x
    if getattr(x, "ndim", 0):
        raise TypeError(
            f"expected numbers in lists, tuples, dicts or modules, but got {_short(x)}; hand over its .tolist()"
        )
    if isinstance(x, (range, set, frozenset, Iterator)):
        raise TypeError(
            f"expected numbers in lists, tuples, dicts or modules, but got {_short(x)}; make it a list: list(...)"
        )
    return real(x)


def _short(x: Any) -> str:
    shape = (
        f" of shape {x.shape}" if hasattr(x, "shape") else f" {x!r}" if isinstance(x, (range, set)) else ""
    )
    return f"{type(x).__name__}{shape}"


def _keys(tree: dict) -> str:
    names = [repr(key) for key in tree]
    return ", ".join(names if len(names) < 6 else [*names[:5], f"... ({len(names)})"])
