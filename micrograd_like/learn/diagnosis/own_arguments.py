"""What a number is made of: the arguments themselves, or one of them too many or too few."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

from ..probes import Row
from ..values import same
from .plain_numbers import CLOSE, ORDINALS, Numbers, close, flat, numeric


def ordinal(k: int) -> str:
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
        which = f"its {ordinal(k)} argument" if count > 1 else "its argument"
        if all(same(got, given[k], CLOSE) for got, given in whole):
            return f"gives back {which}, unchanged."
        if all(_is_everywhere(got, given[k]) for got, given in whole):
            return f"gives {which} in each of its entries."
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


def _is_everywhere(got: Any, argument: Any) -> bool:
    """Whether every entry of a list is this argument."""
    if not isinstance(got, (list, tuple)) or not got or not isinstance(argument, (int, float)):
        return False
    return all(same(entry, argument, CLOSE) for entry in got)


def _candidates(wrong: list[Row], count: int) -> Iterator[tuple[str, Numbers]]:
    """Numbers among the arguments, row by row: an argument, or the entry that another one points to."""
    for k in range(count):
        which = f"its {ordinal(k)} argument" if count > 1 else "its argument"
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
                yield f"the entry of its {ordinal(k)} argument at its {ordinal(n)}", values


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
