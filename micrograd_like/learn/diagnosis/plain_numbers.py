"""Numbers in the values of rows: flattened, paired, compared."""

from __future__ import annotations

import math
from typing import Any

from ..probes import Row

CLOSE = 1e-7  # relative: numbers that count as the same
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
Numbers = list[float]


def alike(got: Any, right: Any) -> bool:
    """Whether two values have the same shape."""
    if isinstance(got, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(got) == len(right) and all(map(alike, got, right))
    if isinstance(got, dict) and isinstance(right, dict):
        return list(got) == list(right)
    return isinstance(got, (list, tuple, dict)) == isinstance(right, (list, tuple, dict))


def close(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=CLOSE, abs_tol=1e-14)


def close_in_digits(a: float, b: float) -> bool:
    """The same for numbers as small as they may be."""
    return math.isclose(a, b, rel_tol=CLOSE)


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


def flat_pairs(rows: list[Row]) -> list[tuple[float, float]]:
    return [pair for gs, rs in numeric(rows) for pair in zip(gs, rs, strict=True)]


def is_matrix(value: Any) -> bool:
    return (
        isinstance(value, (list, tuple))
        and bool(value)
        and all(isinstance(r, (list, tuple)) for r in value)
        and (len({len(r) for r in value}) == 1)
    )
