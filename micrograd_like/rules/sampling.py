"""A look at a new row: do its partials agree with difference quotients of its value?

>>> from .written import WrittenRule
>>> class Cube:
...     letters, lists, each, params = ("x",), (), False, {}
...     text = ("x ** 3", "3 * x")
...     value_of = staticmethod(lambda x: x**3)
...     linearize = staticmethod(lambda x: (x**3, (3 * x,)))
>>> wrong_partial(Cube)
'dz/dx = 3 * x is 2.19 at x = 0.73, but a difference quotient of z gives 1.599'
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

POINTS = (0.73, -0.41, 1.37, -1.83, 2.59, -2.77, 0.19, -0.07, 3.31, 0.91)
LENGTH = 3  # how many numbers stand in for a list


def wrong_partial(row: Any) -> str:
    """What is wrong with a partial, in a clause; "" where value and partials agree, or cannot be compared."""
    wrong: list[str] = []
    for start in range(len(POINTS)):
        xs = [POINTS[(start + 3 * i) % len(POINTS)] for i in range(_width(row))]
        for place, partial, slope in _compared(row, xs):
            wrong += [_told(row, xs, place, partial, slope)]
        if len(wrong) > 1:  # a single one may lie next to a kink
            return wrong[0]
    return ""


def _width(row: Any) -> int:
    return sum(LENGTH if letter in row.lists else 1 for letter in row.letters)


def _compared(row: Any, xs: list[float]) -> Iterator[tuple[int, float, float]]:
    """The places where a partial is another than the slope of z."""
    for result in range(LENGTH if row.each else 1):
        try:
            _, partials = _linearized(row, xs, result)
            slopes = [_slope(row, xs, place, result) for place in range(len(xs))]
        except (ArithmeticError, ValueError, TypeError):  # not defined here: nothing to compare
            return
        for place, (partial, (slope, error)) in enumerate(zip(partials, slopes, strict=True)):
            known = partial or 0.0
            if math.isfinite(known + slope) and abs(known - slope) > 1e-5 * max(1.0, abs(slope)) + 10 * error:
                yield place, known, slope


def _slope(row: Any, xs: list[float], place: int, result: int) -> tuple[float, float]:
    """dz/dx at one place by two central differences, and how far one may be off."""

    def difference(h: float) -> float:
        low, high = list(xs), list(xs)
        low[place] -= h
        high[place] += h
        return (_linearized(row, high, result)[0] - _linearized(row, low, result)[0]) / (
            high[place] - low[place]
        )

    coarse, fine = difference(2e-4), difference(1e-4)
    return (4 * fine - coarse) / 3, abs(fine - coarse)


def _linearized(row: Any, xs: list[float], result: int) -> tuple[float, tuple]:
    operands: list[Any] = []
    rest = list(xs)
    for letter in row.letters:
        operands.append([rest.pop(0) for _ in range(LENGTH)] if letter in row.lists else rest.pop(0))
    params = [2.0 if default is None else float(default) for default in row.params.values()]
    found = row.linearize(*operands, *params)
    return found[result] if row.each else found


def _told(row: Any, xs: list[float], place: int, partial: float, slope: float) -> str:
    letters = [x for x in row.letters for _ in range(LENGTH if x in row.lists else 1)]
    letter = letters[place]
    formula = row.text[1 + row.letters.index(letter)]
    digits = 4 if abs(partial - slope) > 1e-3 * abs(slope) else 8
    at = ", ".join(f"{x} = {value:g}" for x, value in zip(letters, xs, strict=True))
    told = f"dz/d{letter} = {formula} is {partial:.{digits}g} at {at}"
    return f"{told}, but a difference quotient of z gives {slope:.{digits}g}"
