"""Numbers that are off: by a sign, a factor, a term, a rounding; or right, and in another order."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .probes import Row
from .values import same, show

CLOSE = 1e-7  # relative: numbers that count as the same
NICE = {
    2.0: "twice",
    0.5: "half of",
    3.0: "three times",
    4.0: "four times",
    0.25: "a quarter of",
    1 / 3: "a third of",
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
Numbers = list[float]
Pairs = list[tuple[Any, Any]]


def of_numbers(wrong: list[Row], _: list[Row]) -> str:
    """One relation between all numbers of all wrong rows."""
    if not all(alike(row.got, row.right) for row in wrong):
        flats = [(flat(row.got), flat(row.right)) for row in wrong]
        if all(g and r and same(g, r, CLOSE) for g, r in flats):
            return "gives the right numbers, but cut or nested in another way."
        if all(g and r and same(sorted(g), sorted(r), CLOSE) for g, r in flats):
            return "gives the right numbers, but in another order and cut in another way."
        return ""
    pairs = [pair for pair in _flat_pairs(wrong) if pair[0] or pair[1]]
    if not pairs:
        return ""
    for words, holds in SAFE.items():
        if all(holds(g, r) for g, r in pairs) and any(not close(g, r) for g, r in pairs):
            return words
    if digits := _rounded(pairs):
        return digits
    if len(pairs) > 1:
        for words, holds in RELATIONS.items():
            if all(holds(g, r) for g, r in pairs) and any(not close(g, r) for g, r in pairs):
                return words
    if all(r for _, r in pairs):
        return _factor(pairs) or _whole_factors(wrong) or _offset(pairs)
    return _offset(pairs)


def alike(got: Any, right: Any) -> bool:
    """Whether two values have the same shape."""
    if isinstance(got, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(got) == len(right) and all(map(alike, got, right))
    if isinstance(got, dict) and isinstance(right, dict):
        return list(got) == list(right)
    return isinstance(got, (list, tuple, dict)) == isinstance(right, (list, tuple, dict))


def _rounded(pairs: list[tuple[float, float]]) -> str:
    """The right numbers, rounded."""
    for k in range(1, 9):
        if all(close(g, round(r, k)) for g, r in pairs) and any(not close(g, r) for g, r in pairs):
            return f"is rounded to {k} {'digit' if k == 1 else 'digits'}; the number itself is meant."
    return ""


def _factor(pairs: list[tuple[float, float]]) -> str:
    ratios = [g / r for g, r in pairs]
    if all(close(ratio, ratios[0]) for ratio in ratios):
        nice = next((words for c, words in NICE.items() if close(abs(ratios[0]), c)), "")
        minus = "minus " if ratios[0] < 0 else ""
        if nice and (len(pairs) > 1 or (not minus and nice in ("twice", "half of"))):
            return f"gives {minus}{nice} what is right{_each(pairs)}: a factor is too much or missing."
        if len(pairs) > 1:
            return f"gives {show(ratios[0])} times what is right, each time: a factor is too much or missing."
    return ""


def _whole_factors(wrong: list[Row]) -> str:
    """In each row another whole factor."""
    for got, right in numeric(wrong):
        ratios = [g / r for g, r in zip(got, right, strict=True) if g and r]
        whole = max(ratios[0], 1 / ratios[0]) if ratios and ratios[0] > 0 else 0.0
        if (
            len(wrong) < 2
            or whole < 1.5
            or not close(whole, round(whole))
            or not all(close(q, ratios[0]) for q in ratios)
        ):
            return ""
    return "is off by whole factors: is a sum taken for a mean, or the other way round?"


def _each(pairs: list) -> str:
    return ", each time" if len(pairs) > 1 else ""


def _offset(pairs: list[tuple[float, float]]) -> str:
    gaps = [g - r for g, r in pairs]
    if len(gaps) > 1 and all(math.isclose(gap, gaps[0], rel_tol=1e-6, abs_tol=1e-9) for gap in gaps):
        size = "large" if gaps[0] > 0 else "small"
        return f"is too {size} by {abs(gaps[0]):g}, each time: a term is too much or missing."
    return ""


def _digits(g: float, r: float) -> bool:
    return bool(r) and 0 <= abs(g - r) / abs(r) < 1e-3


SAFE: dict[str, Callable[[float, float], bool]] = {
    "has the wrong sign: it gives minus what is right.": lambda g, r: close(-g, r),
    "rounds: it gives whole numbers where fractions are meant; is it //, round() or int()?": lambda g, r: (
        g == round(g) and r != round(r) and abs(g - r) < 1
    ),
    "is right to a few digits only: a difference quotient, a rounded number or too large a step comes close, "
    "but the exact value is meant.": _digits,
}
RELATIONS: dict[str, Callable[[float, float], bool]] = {
    "gives 1 over what is right: a quotient is upside down.": lambda g, r: bool(r) and close(g * r, 1.0),
    "gives minus 1 over what is right.": lambda g, r: bool(r) and close(g * r, -1.0),
    "gives the square of what is right.": lambda g, r: close(g, r * r),
    "gives the square root of what is right.": lambda g, r: r >= 0 and close(g * g, r) and g >= 0,
    "gives the logarithm of what is right.": lambda g, r: r > 0 and close(g, math.log(r)),
    "gives the exponential of what is right.": lambda g, r: g > 0 and close(math.log(g), r),
    "gives 1 minus what is right.": lambda g, r: close(1 - g, r),
}


def of_sizes(wrong: list[Row]) -> str:
    """The last resort: in which direction all numbers are off."""
    pairs = [(g, r) for g, r in _flat_pairs(wrong) if r and not close(g, r)]
    if len(pairs) < 2 or not all(alike(row.got, row.right) for row in wrong):
        return ""
    if all(g * r < 0 for g, r in pairs):
        return "has the wrong sign each time, and another size too."
    if all(g * r > 0 and abs(g) > abs(r) for g, r in pairs):
        return "has the right sign where it is wrong, and is too large in size each time."
    if all(g * r > 0 and abs(g) < abs(r) for g, r in pairs):
        return "has the right sign where it is wrong, and is too small in size each time."
    return ""


# ---- lists


def of_lists(wrong: list[Row], _: list[Row]) -> str:
    """The right entries in another order; or some places right and others not."""
    lists = [(row.got, row.right) for row in wrong]
    if not all(
        isinstance(g, (list, tuple)) and isinstance(r, (list, tuple)) and len(g) == len(r) for g, r in lists
    ):
        return ""
    if all(same(list(g)[::-1], r, CLOSE) for g, r in lists):
        return (
            "gives the right entries in the reversed order."
            if any(len(r) > 2 for _, r in lists)
            else "swaps its two entries."
        )
    if all(
        _matrix(g) and _matrix(r) and same([list(c) for c in zip(*g, strict=True)], r, CLOSE)
        for g, r in lists
    ):
        return "gives the transposed table: rows and columns change places."
    numbers = [(flat(g), flat(r)) for g, r in lists]
    if all(g is not None and r is not None and same(sorted(g), sorted(r), CLOSE) for g, r in numbers):
        return "gives the right numbers in another order."
    return ""


def of_own_arguments(wrong: list[Row], _: list[Row]) -> str:
    """Each entry has the argument of its place as a factor too much, or too few."""
    found = [(g, r, x) for row in wrong for g, r, x in _with_arguments(row)]
    if len(wrong) < 2 or not found or not all(map(_with_arguments, wrong)):
        return ""
    if all(close(g, r * x) for g, r, x in found):
        return "has in each entry the argument of the same place as a factor, which does not belong there."
    if all(close(g * x, r) for g, r, x in found):
        return "lacks in each entry the argument of the same place as a factor."
    return ""


def _with_arguments(row: Row) -> list[tuple[float, float, float]]:
    """Each entry, the right one, and the argument of the same place."""
    if not isinstance(row.right, (list, tuple)) or len(row.right) < 2:
        return []
    (got, right), given = (numeric([row]) or [([], [])])[0], row.given[: len(row.right)]
    if len(got) != len(given) or not all(isinstance(x, (int, float)) for x in given):
        return []
    return list(zip(got, right, given, strict=True))


def of_signs(wrong: list[Row], _: list[Row]) -> str:
    """The right sizes with some wrong signs."""
    pairs = _flat_pairs(wrong) if all(alike(row.got, row.right) for row in wrong) else []
    if pairs and all(close(abs(g), abs(r)) for g, r in pairs):
        return "has the right sizes, but loses or gains a minus in places."
    return ""


# ---- plain numbers


def close(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=CLOSE, abs_tol=1e-14)


def flat(value: Any) -> Numbers | None:
    """All numbers in it, in order; None if something else is in it."""
    if isinstance(value, (bool, str)):
        return None
    if isinstance(value, (int, float)):
        return [float(value)]
    if isinstance(value, dict):
        return flat(list(value.values()))
    if isinstance(value, (list, tuple)):
        parts = [flat(part) for part in value]
        return None if None in parts else [x for part in parts for x in part or []]
    return None


def numeric(rows: list[Row]) -> list[tuple[Numbers, Numbers]]:
    found = [(flat(row.got), flat(row.right)) for row in rows]
    good = [(g, r) for g, r in found if g is not None and r is not None and len(g) == len(r)]
    return (
        good
        if len(good) == len(rows) and all(map(math.isfinite, (x for g, r in good for x in (*g, *r))))
        else []
    )


def _flat_pairs(rows: list[Row]) -> list[tuple[float, float]]:
    return [pair for gs, rs in numeric(rows) for pair in zip(gs, rs, strict=True)]


def _matrix(value: Any) -> bool:
    return (
        isinstance(value, (list, tuple))
        and bool(value)
        and all(isinstance(r, (list, tuple)) for r in value)
        and (len({len(r) for r in value}) == 1)
    )
