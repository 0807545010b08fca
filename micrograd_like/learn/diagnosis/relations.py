"""One relation between yours and right in all rows: a sign, a factor, a term, an order, an argument."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

from ..probes import Row
from ..values import same, show
from .offsets import of_digits, of_numbers, of_sizes
from .orders import of_lists, of_own_arguments, of_signs
from .own_arguments import of_arguments, of_parts, ordinal
from .plain_numbers import CLOSE, ORDINALS, flat


def related(wrong: list[Row], right: list[Row]) -> str:
    """The first relation that holds in all wrong rows; "" if there is none."""
    first = (of_digits, of_constants, of_arguments, of_parts, of_numbers, of_lists, of_own_arguments)
    for rule in (*first, of_entries, of_signs, of_places, one_by_one):
        if said := rule(wrong, right):
            return said
    return ""


# ---- what stays the same


def of_constants(wrong: list[Row], right: list[Row]) -> str:
    """The same answer in every row, or no number at all, or one that does not depend on an argument."""
    rows, numbers = [*wrong, *right], [flat(row.got) for row in wrong]
    if all(found is not None and any(map(math.isnan, found)) for found in numbers):
        return "gives nan, which is what inf - inf, 0 * inf and their like come to."
    if all(found is not None and any(map(math.isinf, found)) for found in numbers):
        return "gives inf: a number has become too large for a float, or something was divided by 0."
    if all(found and not any(found) for found in numbers):
        return _of_zeros(wrong)
    varied = any(not same(row.right, rows[0].right, CLOSE) for row in rows)
    if len(rows) > 1 and varied and all(same(row.got, rows[0].got, CLOSE) for row in rows):
        return f"gives {show(rows[0].got)} each time: does it use all that it is given?"
    return _unused(wrong, rows)


def _of_zeros(wrong: list[Row]) -> str:
    """Nothing but 0, where other numbers are right."""
    right = [abs(x) for row in wrong for x in flat(row.right) or ()]
    if right and 0 < max(right) < SMALL:
        return (
            "gives 0 where the right number is very small: its digits are lost in a difference of nearly "
            "equal numbers, or it is cut off."
        )
    return "gives 0 where it is wrong."


SMALL = 1e-15


def _unused(wrong: list[Row], rows: list[Row]) -> str:
    """An argument that makes a difference to what is right, and never one to what is given."""
    for k in range(min(len(row.given) for row in rows) if len(wrong[0].given) > 1 else 0):
        pairs = [pair for pair in itertools.combinations(rows, 2) if _only(k, *pair)]
        telling = [(a, b) for a, b in pairs if not same(a.right, b.right, CLOSE)]
        if telling and all(same(a.got, b.got, CLOSE) for a, b in pairs):
            one, other = (show(row.given[k]) for row in telling[0])
            said = f"gives the same whether its {ordinal(k)} argument is {one} or {other}"
            return f"{said}, all else being equal: is it used there?"
    return ""


def _only(k: int, one: Row, other: Row) -> bool:
    """Whether two calls differ in this argument alone."""
    if len(one.given) != len(other.given):
        return False
    return [i for i, (a, b) in enumerate(zip(one.given, other.given, strict=True)) if a != b] == [k]


# ---- entries and places


def of_entries(wrong: list[Row], _: list[Row]) -> str:
    """Which entries are wrong, if it is the same ones in every row, and what is true of them."""
    lists = [(row.got, row.right) for row in wrong]
    if not all(
        isinstance(g, (list, tuple)) and isinstance(r, (list, tuple)) and len(g) == len(r) for g, r in lists
    ):
        return ""
    size = len(lists[0][1])
    if not 1 < size <= len(ORDINALS) or any(len(r) != size for _, r in lists):
        return ""
    off = [k for k in range(size) if not all(same(g[k], r[k], CLOSE) for g, r in lists)]
    if len(off) == size or not off:
        return ""
    entry = [Row(row.label, row.got[off[0]], row.right[off[0]], False, given=row.given) for row in wrong]
    entry = [row for row in entry if not same(row.got, row.right, CLOSE)]
    more = (related(entry, []) or of_sizes(entry)) if len(off) == 1 else ""
    places = " and ".join(f"{ORDINALS[k]}" for k in off)
    if more:
        return f"is right but for its {places} entry, which {more}"
    return f"is right but for its {places} {'entry' if len(off) == 1 else 'entries'}."


def place(wrong: list[Row], right: list[Row]) -> str:
    """A plain property of an argument by which all wrong rows differ from all right ones."""
    rows = [*wrong, *right]
    if len(rows) < 4 or len(right) < 2:  # of few rows anything is true
        return ""
    for k in range(min(len(row.given) for row in rows)):
        which = f"its {ordinal(k)} argument" if len(wrong[0].given) > 1 else "its argument"
        for words, holds in PLACES.items():
            if all(holds(row.given[k]) for row in wrong) and not any(holds(row.given[k]) for row in right):
                return f"{which} {words}"
    return ""


def of_places(wrong: list[Row], right: list[Row]) -> str:
    """Where it is wrong, if wrong rows differ from right ones in a plain way."""
    if found := place(wrong, right):
        return f"is wrong exactly where {found}; look at that case."
    if right and len(wrong) == 1:
        return "is wrong in one row only, and right in the others; look at that case."
    return ""


def _size(x: Any) -> float:
    """Of a plain number; the number that a Value carries tells nothing of the graph below it."""
    return abs(x) if type(x) in (int, float) else math.nan


PLACES: dict[str, Callable[[Any], bool]] = {
    "is negative": lambda x: _size(x) > 0 > x,
    "is positive": lambda x: _size(x) > 0 < x,
    "is 0": lambda x: _size(x) == 0,
    "is large": lambda x: _size(x) >= 30,
    "is small": lambda x: _size(x) <= 1e-3,
    "has more than one entry": lambda x: isinstance(x, (list, tuple)) and len(x) > 1,
    "has one entry": lambda x: isinstance(x, (list, tuple)) and len(x) == 1,
    "is empty": lambda x: isinstance(x, (list, tuple, dict)) and not x,
}


# ---- entry by entry


def one_by_one(wrong: list[Row], right: list[Row]) -> str:
    """What is true of all entries, where a list is made entry by entry of the lists given."""
    entries = [entry for row in (*wrong, *right) for entry in _taken_apart(row)]
    off = [row for row in entries if not row.ok]
    if not off or not all(map(_taken_apart, wrong)):
        return ""
    fine = [row for row in entries if row.ok]
    said = related(off, fine)
    bound = "where it is wrong, " if fine and said and not said.startswith("is ") else ""
    return f"entry by entry, {bound}{said}" if said else ""


def _taken_apart(row: Row) -> list[Row]:
    """A row for each entry of a list, with the entries of arguments that are as long; [] without such."""
    if not all(isinstance(x, (list, tuple)) for x in (row.got, row.right)) or len(row.got) != len(row.right):
        return []
    if not any(isinstance(x, (list, tuple)) and len(x) == len(row.right) for x in row.given):
        return []
    made = []
    for k, (got, its) in enumerate(zip(row.got, row.right, strict=True)):
        given = tuple(
            x[k] if isinstance(x, (list, tuple)) and len(x) == len(row.right) else x for x in row.given
        )
        made.append(Row(row.label, got, its, same(got, its, CLOSE), given=given))
    return made
