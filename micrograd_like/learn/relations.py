"""One relation between yours and right in all rows: a sign, a factor, a term, an order, an argument."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

from .offsets import (
    CLOSE,
    ORDINALS,
    Numbers,
    close,
    flat,
    numeric,
    of_lists,
    of_numbers,
    of_own_arguments,
    of_signs,
    of_sizes,
)
from .probes import Row
from .values import same, show


def related(wrong: list[Row], right: list[Row]) -> str:
    """The first relation that holds in all wrong rows; "" if there is none."""
    first = (of_constants, of_arguments, of_parts, of_numbers, of_lists, of_own_arguments)
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
        return "gives 0 where it is wrong: is something multiplied by 0, or never added?"
    varied = any(not same(row.right, rows[0].right, CLOSE) for row in rows)
    if len(rows) > 1 and varied and all(same(row.got, rows[0].got, CLOSE) for row in rows):
        return "gives the same whatever it is given: a fixed number instead of its arguments?"
    return _unused(wrong, rows)


def _unused(wrong: list[Row], rows: list[Row]) -> str:
    """An argument that makes a difference to what is right, and never one to what is given."""
    for k in range(min(len(row.given) for row in rows) if len(wrong[0].given) > 1 else 0):
        pairs = [pair for pair in itertools.combinations(rows, 2) if _only(k, *pair)]
        telling = [(a, b) for a, b in pairs if not same(a.right, b.right, CLOSE)]
        if telling and all(same(a.got, b.got, CLOSE) for a, b in pairs):
            one, other = (show(row.given[k]) for row in telling[0])
            said = f"gives the same whether its {_ordinal(k)} argument is {one} or {other}"
            return f"{said}, all else being equal: is it used there?"
    return ""


def _only(k: int, one: Row, other: Row) -> bool:
    """Whether two calls differ in this argument alone."""
    if len(one.given) != len(other.given):
        return False
    return [i for i, (a, b) in enumerate(zip(one.given, other.given, strict=True)) if a != b] == [k]


def _ordinal(k: int) -> str:
    return ORDINALS[k] if k < len(ORDINALS) else f"{k + 1}th"


def of_arguments(wrong: list[Row], right: list[Row]) -> str:
    """The argument itself, or the right number with an argument as a factor or a term too many or too few."""
    count = min((len(row.given) for row in wrong), default=0)
    whole = [(row.got, row.given) for row in wrong]
    if right and all(
        same(got, whole[0][0], CLOSE) for got, _ in whole
    ):  # one number is many things by chance
        return ""
    if count and all(same(got, given[0] if len(given) == 1 else list(given), CLOSE) for got, given in whole):
        return f"gives back its {'arguments' if count > 1 else 'argument'}, unchanged."
    if count > 1 and all(same(got, list(given)[::-1], CLOSE) for got, given in whole):
        return "gives back its arguments in the reversed order."
    if count > 1 and all(_same_sizes(got, given) for got, given in whole):
        return "gives back its arguments, but for a sign."
    for k in range(count):
        which = f"its {_ordinal(k)} argument" if count > 1 else "its argument"
        if all(same(got, given[k], CLOSE) for got, given in whole):
            return f"gives back {which}, unchanged."
    for words, combined in COMBINED.items():
        if count == 2 and len(whole) > 1 and all(_is_all(got, combined, given) for got, given in whole):
            return f"gives {words} of its arguments."
    pairs = numeric(wrong)
    if not pairs or len(wrong) < 2:
        return ""
    for which, values in _candidates(wrong, count):
        triples = [
            (g, r, x) for (gs, rs), x in zip(pairs, values, strict=True) for g, r in zip(gs, rs, strict=True)
        ]
        triples = [(g, r, x) for g, r, x in triples if g or r]
        for words, holds in ARGUMENTS.items():
            if triples and all(holds(*triple) for triple in triples):
                return words.format(which)
    return ""


def _candidates(wrong: list[Row], count: int) -> Iterator[tuple[str, Numbers]]:
    """Numbers among the arguments, row by row: an argument, or the entry that another one points to."""
    for k in range(count):
        which = f"its {_ordinal(k)} argument" if count > 1 else "its argument"
        values = [row.given[k] for row in wrong]
        if all(isinstance(x, (int, float)) and x not in (0, 1) for x in values):
            yield which, values
    for k, n in itertools.permutations(range(count), 2):
        lists, places = [row.given[k] for row in wrong], [row.given[n] for row in wrong]
        if all(
            isinstance(p, int) and isinstance(xs, (list, tuple)) and 0 <= p < len(xs)
            for xs, p in zip(lists, places, strict=True)
        ):
            values = [xs[p] for xs, p in zip(lists, places, strict=True)]
            if all(isinstance(x, (int, float)) for x in values):
                yield f"the entry of its {_ordinal(k)} argument at its {_ordinal(n)}", values


def _same_sizes(got: Any, given: tuple[Any, ...]) -> bool:
    numbers, its = flat(got), flat(list(given))
    return bool(numbers and its) and same([abs(x) for x in numbers or []], [abs(x) for x in its or []], CLOSE)


def _is_all(got: Any, combined: Callable[[float, float], float], given: tuple) -> bool:
    """Whether every number in it is this of the two arguments."""
    numbers = flat(got)
    if not numbers or not all(isinstance(x, (int, float)) for x in given):
        return False
    return all(close(g, combined(*given)) for g in numbers)


COMBINED: dict[str, Callable[[float, float], float]] = {
    "the sum": lambda a, b: a + b,
    "the difference": lambda a, b: a - b,
    "the product": lambda a, b: a * b,
    "the quotient": lambda a, b: a / b if b else math.nan,
}
ARGUMENTS: dict[str, Callable[[float, float, float], bool]] = {
    "is right but for a factor: it lacks {}.": lambda g, r, x: close(g * x, r),
    "is right but for a factor: it has {} once too often.": lambda g, r, x: close(g, r * x),
    "lacks {} as a term.": lambda g, r, x: close(g + x, r),
    "has {} as a term too much.": lambda g, r, x: close(g - x, r),
    "is right but for a factor: it multiplies by {} where it should divide by it.": lambda g, r, x: close(
        g, r * x * x
    ),
    "is right but for a factor: it divides by {} where it should multiply by it.": lambda g, r, x: close(
        g * x * x, r
    ),
}


def of_parts(wrong: list[Row], _: list[Row]) -> str:
    """Something plain made of the entries of the arguments."""
    if len(wrong) < 2 or any(
        not row.given or not isinstance(row.got, (int, float, list, tuple)) for row in wrong
    ):
        return ""
    for words, made in PARTS.items():
        if all(_made(made, row) for row in wrong):
            return words
    return ""


def _made(made: Callable[..., Any], row: Row) -> bool:
    try:
        return same(row.got, made(*row.given), CLOSE)
    except (TypeError, ValueError, LookupError, ArithmeticError):
        return False


def _by_columns(part: Callable[[list], float]) -> Callable[[Any], list]:
    return lambda rows, *_: [part(list(column)) for column in zip(*rows, strict=True)]


PARTS: dict[str, Callable[..., Any]] = {
    "adds its two arguments entry by entry.": lambda s, t: [a + b for a, b in zip(s, t, strict=True)],
    "subtracts its arguments entry by entry.": lambda s, t: [a - b for a, b in zip(s, t, strict=True)],
    "multiplies its arguments entry by entry.": lambda s, t: [a * b for a, b in zip(s, t, strict=True)],
    "gives the sum of its first argument.": lambda xs, *_: sum(xs),
    "gives the mean of its first argument.": lambda xs, *_: sum(xs) / len(xs),
    "gives the largest entry of its first argument.": lambda xs, *_: max(xs),
    "gives the smallest entry of its first argument.": lambda xs, *_: min(xs),
    "gives the length of its first argument.": lambda xs, *_: len(xs),
    "gives the first entry of its first argument.": lambda xs, *_: xs[0],
    "gives the last entry of its first argument.": lambda xs, *_: xs[-1],
    "adds up each column.": _by_columns(sum),
    "takes the mean of each column.": _by_columns(lambda column: sum(column) / len(column)),
    "takes the largest entry of each column.": _by_columns(max),
    "takes the smallest entry of each column.": _by_columns(min),
}


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
        which = f"its {_ordinal(k)} argument" if len(wrong[0].given) > 1 else "its argument"
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
