"""Arguments in any shape: numbers, lists, tuples, dicts and NumPy arrays of numbers, and modules with
parameters.

>>> tree = {"w": [1.0, 2.0], "b": (3.0,)}
>>> flatten(tree)
[1.0, 2.0, 3.0]
>>> fill(tree, ["a", "b", "c"])
{'w': ['a', 'b'], 'b': ('c',)}
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..rules import real
from ..rules.operands import rank_of


def flatten(tree: Any, modules: bool = True) -> list[Any]:
    """The numbers of a tree, from left to right; plain ones as floats.  Raises TypeError for anything else.

    modules: whether the parameters of modules are among them; those frozen are not.
    """
    if type(tree) is float or rank_of(tree):
        return [tree]
    found: list[Any] = []
    _visit(
        tree,
        lambda x: found.append(_number(x)),
        lambda module: found.extend(module.parameters() if modules else ()),
    )
    return found


def results(out: Any) -> list[Any]:
    """The numbers that a function gave: plain ones, Values and Duals.  Raises TypeError for an expression."""
    found = flatten(out)
    for y in found:
        if rank_of(y) > 2:
            raise TypeError(
                f"the function gave an expression, {y}, which has its own derivative: "
                "write the function without variable(), or use .diff()"
            )
    return found


def flatten_like(tree: Any, other: Any) -> list[Any]:
    """The numbers of other in the order in which they stand in tree: dicts are matched by key, arrays by
    shape.

    >>> flatten_like({"a": 1.0, "b": 2.0}, {"b": 20.0, "a": 10.0})
    [10.0, 20.0]
    """
    if isinstance(other, dict) and (isinstance(tree, dict) or is_module(tree)):
        parts = tree if isinstance(tree, dict) else dict(named(tree))
        if parts.keys() != other.keys():
            raise ValueError(
                f"expected the keys {_keys(parts)}, but got {_keys(other)}; give a number for each"
            )
        return [x for key, part in parts.items() for x in flatten_like(part, other[key])]
    if is_array(tree) and is_array(other):
        _same_shape(tree, other)
    if isinstance(tree, (list, tuple)) and isinstance(other, (list, tuple)) and len(tree) == len(other):
        return [x for pair in zip(tree, other, strict=True) for x in flatten_like(*pair)]
    return flatten(other)


def ranked(tree: Any) -> list[Any]:
    """The Values and Duals in a tree that may hold anything else too; parameters of modules are not
    counted."""
    if rank_of(tree):
        return [tree]
    found: list[Any] = []
    _visit(tree, lambda x: found.append(x) if rank_of(x) else None, lambda _: None)
    return found


def fill(tree: Any, numbers: Iterable[Any]) -> Any:
    """A tree of the same shape with these numbers; a module comes back as a dict by the names of its
    parameters.

    Where the tree has an array there is an array again: of floats if all its numbers are, else of objects.
    """
    rest = iter(numbers)
    if type(tree) is float or rank_of(tree):
        return next(rest)
    return _visit(tree, lambda _: next(rest), lambda module: {name: next(rest) for name, _ in named(module)})


def replace(tree: Any, numbers: Iterable[Any]) -> Any:
    """A tree of the same shape with these numbers; a module comes back as a copy whose parameters they
    are."""
    rest = iter(numbers)
    if type(tree) is float or rank_of(tree):
        return next(rest)
    return _visit(tree, lambda _: next(rest), lambda module: _with_parameters(module, rest))


def _visit(tree: Any, number: Callable[[Any], Any], module: Callable[[Any], Any]) -> Any:
    if type(tree) is float or rank_of(tree):
        return number(tree)
    if is_module(tree):
        return module(tree)
    if isinstance(tree, dict):
        return {key: _visit(part, number, module) for key, part in tree.items()}
    if isinstance(tree, (list, tuple)):
        parts = [_visit(part, number, module) for part in tree]
        if isinstance(tree, tuple):
            return type(tree)(*parts) if hasattr(tree, "_fields") else tuple(parts)
        return parts
    if is_array(tree):
        return _array(tree.shape, [number(x) for x in elements(tree)])
    return number(tree)


def is_module(x: Any) -> bool:
    """Whether x has parameters with names, as a Module does."""
    return hasattr(x, "named_parameters")


def is_array(x: Any) -> bool:
    """Whether x is an array of NumPy's with at least one axis; where NumPy is not loaded there are none."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(x, numpy.ndarray) and x.ndim > 0


def is_number(x: Any) -> bool:
    """Whether x stands for one number, and does not hold several."""
    return rank_of(x) > 0 or not (isinstance(x, (list, tuple, dict)) or is_module(x) or is_array(x))


def kind_of(x: Any) -> str:
    """What x is called in a sentence."""
    return "an array" if is_array(x) else f"a {type(x).__name__}"


def elements(array: Any) -> list[Any]:
    """What stands in an array, from the first to the last; numbers of NumPy's as Python's."""
    if hasattr(array, "mask"):
        raise TypeError("expected an array of numbers, but got a masked one; hand over its .filled(...)")
    return array.reshape(-1).tolist()


def _same_shape(array: Any, other: Any) -> None:
    if array.shape != other.shape:
        raise ValueError(f"expected an array of shape {array.shape}, but got one of shape {other.shape}")


def _array(shape: tuple[int, ...], parts: Sequence[Any]) -> Any:
    """An array of these parts: of floats if they are plain numbers, with more axes if they are arrays
    themselves."""
    import numpy as np

    kinds = set(map(type, parts))
    if kinds <= {float, complex}:
        return np.array(parts, dtype=complex if complex in kinds else float).reshape(shape)
    if kinds == {np.ndarray} and len({part.shape for part in parts}) == 1:
        return np.stack(parts).reshape(shape + parts[0].shape)
    whole = np.empty(len(parts), dtype=object)
    for i, part in enumerate(parts):  # one by one: NumPy would take a list for several
        whole[i] = part
    return whole.reshape(shape)


def _with_parameters(module: Any, numbers: Iterator[Any]) -> Any:
    from copy import deepcopy

    kept = {id(p): p for _, p in module.named_parameters()}  # frozen parameters are shared with the copy
    return deepcopy(module, kept | {id(p): next(numbers) for p in module.parameters()})


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
    if rank_of(x) or type(x) is float:
        return x
    if getattr(x, "ndim", None) == 0 and str(getattr(x, "dtype", "")) == "object":
        return _number(x.item())  # what NumPy makes of a sum over Values, at times
    if getattr(x, "ndim", 0):
        raise TypeError(
            f"expected numbers in lists, tuples, dicts, modules or NumPy arrays, but got {_short(x)}; "
            "hand over its .tolist()"
        )
    if isinstance(x, (range, set, frozenset, Iterator)):
        raise TypeError(
            f"expected numbers in lists, tuples, dicts, modules or NumPy arrays, but got {_short(x)}; "
            "make it a list: list(...)"
        )
    return real(x)


def _short(x: Any) -> str:
    if hasattr(x, "shape"):
        return f"{type(x).__name__} of shape {x.shape}"
    return f"{type(x).__name__} {x!r}" if isinstance(x, (range, set)) else type(x).__name__


def _keys(tree: dict) -> str:
    names = [repr(key) for key in tree]
    return ", ".join(names if len(names) < 6 else [*names[:5], f"... ({len(names)})"])
