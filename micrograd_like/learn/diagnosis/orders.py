"""The right numbers at other places: reversed, transposed; with other signs, or with their arguments."""

from __future__ import annotations

from ..probes import Row
from ..values import same
from .plain_numbers import CLOSE, alike, close, flat, flat_pairs, is_matrix, numeric


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
        is_matrix(g) and is_matrix(r) and same([list(c) for c in zip(*g, strict=True)], r, CLOSE)
        for g, r in lists
    ):
        return "gives the transposed table: rows and columns change places."
    if all(all(isinstance(x, str) for x in (*g, *r)) and sorted(g) == sorted(r) for g, r in lists):
        more = ": they are sorted" if all(list(g) == sorted(r) for g, r in lists) else ""
        return f"gives the right entries in another order{more}."
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
    pairs = flat_pairs(wrong) if all(alike(row.got, row.right) for row in wrong) else []
    if pairs and all(close(abs(g), abs(r)) for g, r in pairs):
        return "has the right sizes, but loses or gains a minus in places."
    return ""
