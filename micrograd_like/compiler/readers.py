"""Readers: from an argument to its numbers, for arguments of a shape that has been met before.

``Given`` reads any argument, and finds its shape on the way.  A replay takes microseconds, so the second call
with the same shape should not look at each number in Python.  A reader knows the shape: it makes sure of it
by a few looks that cost little, and reads the numbers in one go.  It gives None for whatever is not exactly
of that shape, and then ``Given`` is asked.

>>> read = reader([[1.0, 2.0], [3.0, 4.0]])
>>> read([[5.0, 6.0], [7.0, 8]]), read([[5.0, 6.0]]), read("text")
([5.0, 6.0, 7.0, 8.0], None, None)
>>> writer([[1.0, 2.0], [3.0, 4.0]])([5.0, 6.0, 7.0, 8.0])
[[5.0, 6.0], [7.0, 8.0]]
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import Any

from ..engine import Value
from ..modes import trees
from ..native import core

FEW = 32  # numbers up to which they are read as a list, not as an array
NUMBERS = {float, int, Value}
Read = Callable[[Any], Any]


def reader(tree: Any) -> Read:
    """What reads an argument of the shape of this one: its numbers as a list or array, or None."""
    if trees.is_module(tree):
        return _module(tree)
    if isinstance(tree, dict):
        return _dict(tree)
    if trees.is_array(tree):
        return _array(tree)
    if type(tree) in (list, tuple):
        return _even(tree) or _parts(tree)
    return _number


def _number(x: Any) -> list[float] | None:
    kind = type(x)
    if kind is float:
        return [x]
    if kind is Value:
        return [x.data]
    return [float(x)] if kind is int else None


def numbers(found: list) -> Any:
    """A list of plain numbers and Values as floats, in an array if they are many; None for other lists."""
    if len(found) > FEW and core is not None and has_numpy():
        import numpy as np

        out = np.empty(len(found))
        return out if core.numbers(found, out) else None
    kinds = set(map(type, found))
    if kinds <= {float}:
        return found
    return [x.data if type(x) is Value else float(x) for x in found] if kinds <= NUMBERS else None


def _even(tree: Any) -> Read | None:
    """Of a list of numbers, or of lists of one length of them, and so on; None for other lists."""
    levels = []
    parts = [tree]
    while parts and all(type(x) in (list, tuple) for x in parts):
        kinds, lengths = set(map(type, parts)), set(map(len, parts))
        if len(kinds) > 1 or len(lengths) > 1:
            return None
        levels.append((kinds, lengths))
        parts = list(chain.from_iterable(parts))
    if numbers(parts) is None:
        return None

    def read(x: Any) -> list[float] | None:
        found = [x]
        for kinds, lengths in levels:
            if set(map(type, found)) != kinds or set(map(len, found)) != lengths:
                return None
            found = list(chain.from_iterable(found))
        return numbers(found)

    return read


def _parts(tree: Any) -> Read:
    """Of a list or tuple of different things: each by its own reader."""
    kind, readers = type(tree), list(map(reader, tree))

    def read(x: Any) -> list[float] | None:
        if type(x) is not kind or len(x) != len(readers):
            return None
        return _beside(one(part) for one, part in zip(readers, x, strict=True))

    return read


def _dict(tree: dict) -> Read:
    readers = {key: reader(part) for key, part in tree.items()}
    order = list(readers)

    def read(x: Any) -> list[float] | None:
        if type(x) is not dict or list(x) != order:
            return None
        return _beside(one(x[key]) for key, one in readers.items())

    return read


def _beside(parts: Iterable[Any]) -> Any:
    found = list(parts)
    return None if any(part is None for part in found) else joined(found)


def joined(parts: list) -> Any:
    """The numbers of all parts after one another: a list, unless there are arrays among them."""
    if len(parts) == 1:
        return parts[0]
    if all(type(part) in (list, tuple) for part in parts):
        return [x for part in parts for x in part]
    import numpy as np

    return np.concatenate(parts)


def _array(tree: Any) -> Read:
    kind, shape = type(tree), tree.shape

    def read(x: Any) -> Any:
        if type(x) is not kind or x.shape != shape or x.dtype.kind not in "fiu" or hasattr(x, "mask"):
            return None
        return x.reshape(-1).astype(float, copy=False)

    return read


def _module(tree: Any) -> Read:
    """Of this very module.  Whether it still has the same parameters is for Surroundings to say."""
    read = of_values(tree.parameters())
    return lambda x: read() if x is tree else None


def of_values(values: Sequence[Value]) -> Callable[[], Any]:
    """What reads the numbers of these Values: as an array where they are many and NumPy is there."""
    values = list(values)
    return lambda: numbers(values) if len(values) > FEW else [v.data for v in values]


# ---- the way back ----


def writer(tree: Any) -> Callable[[Any], Any]:
    """What gives the numbers of a list or array back in the shape of this argument."""
    if trees.is_module(tree):
        names = [name for name, _ in trees.named(tree)]
        blank = dict.fromkeys(names, 0.0)
        return lambda found: _filled(blank, names, listed(found))
    if trees.is_array(tree):
        return lambda found: _as_array(found, tree.shape)
    if type(tree) is list and numbers(tree) is not None:
        return listed
    if type(tree) is list and tree and all(type(x) is list and numbers(x) is not None for x in tree):
        widths = list(map(len, tree))
        ends = list(accumulate(widths))
        return lambda found: _in_rows(listed(found), widths, ends)
    return lambda found: trees.fill(tree, listed(found))


def _filled(blank: dict[str, float], names: list[str], found: list[float]) -> dict[str, float]:
    """A dict by name; copied from a blank one, which has the room already."""
    new = blank.copy()
    new.update(zip(names, found, strict=True))
    return new


def _as_array(found: Any, shape: tuple[int, ...]) -> Any:
    import numpy as np

    return np.array(found).reshape(shape)


def _in_rows(found: list[float], widths: list[int], ends: list[int]) -> list[list[float]]:
    return [found[end - width : end] for end, width in zip(ends, widths, strict=True)]


def listed(found: Any) -> list[float]:
    """Numbers in a list, tuple or array as a new list."""
    return list(found) if isinstance(found, (list, tuple)) else found.tolist()


@cache
def has_numpy() -> bool:
    """Whether NumPy is installed."""
    return importlib.util.find_spec("numpy") is not None
