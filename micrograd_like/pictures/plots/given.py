"""What plots are given; of anything else, a sentence that says what to give.

>>> by_name([0.9, 0.5], "line_plot", "lines", '{"loss": [0.9, 0.5]}')
Traceback (most recent call last):
TypeError: line_plot() takes lines by name, but got list [0.9, 0.5]; give {"loss": [0.9, 0.5]}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...engine import Value
from ..quoting import shorten


def as_float(x: Any) -> float:
    """A number to draw: of a Value what it holds."""
    if isinstance(x, Value):
        return x.data
    try:
        return float(x)
    except (TypeError, ValueError):
        raise TypeError(f"a plot is drawn of numbers, but got {_told(x)}; give floats or Values") from None


def by_name(given: Any, function: str, what: str, example: str) -> Mapping[Any, Any]:
    """What has a name each."""
    if not isinstance(given, Mapping):
        raise TypeError(f"{function}() takes {what} by name, but got {_told(given)}; give {example}")
    return given


def of_line(given: Any, name: str) -> Sequence[Any]:
    """The numbers of one line."""
    if not hasattr(given, "__len__") or isinstance(given, (str, bytes, Mapping)):
        raise TypeError(f"the line {name!r} is a list of numbers, but got {_told(given)}; give [y0, y1, ...]")
    return given


def pairs(rows: Any, function: str) -> list[list[float]]:
    """Rows of two numbers each."""
    if isinstance(rows, (str, bytes, Mapping)) or not hasattr(rows, "__iter__"):
        raise TypeError(
            f"{function}() takes rows of two numbers, but got {_told(rows)}; give [[x1, x2], ...]"
        )
    for row in rows:
        if not hasattr(row, "__len__") or len(row) != 2:
            given = f"{function}() draws rows of two numbers, but got the row {shorten(repr(row))}"
            raise ValueError(f"{given}; choose two columns, as in [[row[0], row[1]] for row in X]")
    return [[as_float(a), as_float(b)] for a, b in rows]


def classifier(given: Any, function: str) -> Callable[[list[float]], Any]:
    """What gives an answer for a point."""
    if not callable(given):
        cure = f"give the model first, {function}(model, X, y)"
        raise TypeError(f"{function}() asks a model or a function, but got {_told(given)}; {cure}")
    return given


def _told(given: Any) -> str:
    return f"{type(given).__name__} {shorten(repr(given))}"
