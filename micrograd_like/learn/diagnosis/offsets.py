"""Numbers that are off: by a sign, a factor, a term, a rounding."""

from __future__ import annotations

import math
from collections.abc import Callable

from ..probes import Row
from ..values import same, show
from .plain_numbers import CLOSE, ORDINALS, Numbers, alike, close, close_in_digits, flat, flat_pairs, numeric

NICE = {
    2.0: "twice",
    0.5: "half of",
    3.0: "three times",
    4.0: "four times",
    0.25: "a quarter of",
    1 / 3: "a third of",
}


def of_numbers(wrong: list[Row], right: list[Row]) -> str:
    """One relation between all numbers of all wrong rows."""
    if not all(alike(row.got, row.right) for row in wrong):
        flats = [(flat(row.got), flat(row.right)) for row in wrong]
        named = all(isinstance(row.got, dict) and isinstance(row.right, dict) for row in wrong)
        if named and all(g and r and same(sorted(g), sorted(r), CLOSE) for g, r in flats):
            return "gives the right numbers under other names."
        if all(g and r and same(g, r, CLOSE) for g, r in flats):
            return "gives the right numbers, but cut or nested in another way."
        if all(g and r and same(sorted(g), sorted(r), CLOSE) for g, r in flats):
            return "gives the right numbers, but in another order and cut in another way."
        return ""
    pairs = list(dict.fromkeys(pair for pair in flat_pairs(wrong) if pair[0] or pair[1]))
    if not pairs:
        return ""
    if all(close(-g, r) for g, r in pairs):
        return SIGN
    if len(pairs) > 1:  # one number alone is many things by chance
        if rounded := _rounded(pairs):
            return rounded
        for words, holds in RELATIONS.items():
            if all(holds(g, r) for g, r in pairs) and any(not close(g, r) for g, r in pairs):
                return words
    if not all(r for _, r in pairs):
        return _offset(pairs)
    factor = _factor(pairs, counts=all(map(_counts, wrong))) if len(pairs) > 1 or not right else ""
    return factor or _whole_factors(wrong) or _offset(pairs)


def of_digits(wrong: list[Row], _: list[Row]) -> str:
    """Numbers that are right to their first digits; counts are left out."""
    if not all(alike(row.got, row.right) for row in wrong) or all(map(_counts, wrong)):
        return ""
    pairs = [pair for pair in flat_pairs(wrong) if pair[0] or pair[1]]
    if not pairs or not all(_digits(g, r) for g, r in pairs):
        return ""
    return (_rounded(pairs) if len(pairs) > 1 else "") or DIGITS


def _counts(row: Row) -> bool:
    """Whether whole numbers are meant."""
    return isinstance(row.right, int)


def _rounded(pairs: list[tuple[float, float]]) -> str:
    """The right numbers, rounded."""
    for k in range(1, 9):
        if all(close(g, round(r, k)) for g, r in pairs) and any(not close(g, r) for g, r in pairs):
            return f"is rounded to {k} {'digit' if k == 1 else 'digits'}; the number itself is meant."
    return ""


def _factor(pairs: list[tuple[float, float]], counts: bool) -> str:
    """The same factor in all of them."""
    ratio, cause = pairs[0][0] / pairs[0][1], "" if counts else ": a factor is too much or missing"
    if not all(close(g / r, ratio) for g, r in pairs):
        return ""
    nice = next((words for c, words in NICE.items() if close(abs(ratio), c)), "")
    minus = "minus " if ratio < 0 else ""
    if nice and (len(pairs) > 1 or (not minus and nice in ("twice", "half of"))):
        return f"gives {minus}{nice} what is right{_each(pairs)}{cause}."
    if len(pairs) > 1:
        return f"gives {show(ratio)} times what is right, each time{cause}."
    return ""


def _whole_factors(wrong: list[Row]) -> str:
    """In each row another factor: how many entries an argument has."""
    ratios = [_ratio(got, right) for got, right in numeric(wrong)]
    if len(wrong) < 2 or not all(ratios):
        return ""
    for k in range(min(len(ORDINALS), *(len(row.given) for row in wrong))):
        sizes = [float(len(x)) for row in wrong if isinstance(x := row.given[k], (list, tuple))]
        which = f"its {ORDINALS[k]} argument" if len(wrong[0].given) > 1 else "its argument"
        for words, factors in (("has", sizes), ("lacks", [1 / n for n in sizes if n])):
            if len(factors) == len(ratios) and all(map(close, ratios, factors)):
                return f"{words} a factor, the number of entries in {which}: a sum and a mean differ by it."
    return ""


def _ratio(got: Numbers, right: Numbers) -> float:
    """The factor between all numbers of a row; 0 if it is not the same for all of them."""
    ratios = [g / r for g, r in zip(got, right, strict=True) if g and r]
    return ratios[0] if ratios and all(close(q, ratios[0]) for q in ratios) else 0.0


def _each(pairs: list) -> str:
    return ", each time" if len(pairs) > 1 else ""


def _offset(pairs: list[tuple[float, float]]) -> str:
    gaps = [g - r for g, r in pairs]
    if all(close_in_digits(g, pairs[0][0]) for g, _ in pairs):
        return ""  # one number each time, beside right ones that are small
    if len(gaps) > 1 and all(math.isclose(gap, gaps[0], rel_tol=1e-6, abs_tol=1e-9) for gap in gaps):
        size = "large" if gaps[0] > 0 else "small"
        return f"is too {size} by {abs(gaps[0]):g}, each time: a term is too much or missing."
    return ""


def _digits(g: float, r: float) -> bool:
    return bool(r) and abs(g - r) / abs(r) < 1e-3


SIGN = "has the wrong sign: it gives minus what is right."
DIGITS = (
    "is right to its first digits only: a difference quotient, a rounded number or a small term that is "
    "missing comes so close, but the exact value is meant."
)
RELATIONS: dict[str, Callable[[float, float], bool]] = {
    "rounds: it gives whole numbers where fractions are meant; is it //, round() or int()?": lambda g, r: (
        g == round(g) and r != round(r) and abs(g - r) < 1
    ),
    "gives 1 over what is right: a quotient is upside down.": lambda g, r: bool(r) and close(g * r, 1.0),
    "gives minus 1 over what is right.": lambda g, r: bool(r) and close(g * r, -1.0),
    "gives the square of what is right.": lambda g, r: close_in_digits(g, r * r),
    "gives the square root of what is right.": lambda g, r: r >= 0 and close_in_digits(g * g, r) and g >= 0,
    "gives the logarithm of what is right.": lambda g, r: r > 0 and close(g, math.log(r)),
    "gives the exponential of what is right.": lambda g, r: g > 0 and close(math.log(g), r),
    "gives 1 minus what is right.": lambda g, r: close(1 - g, r),
}


def of_sizes(wrong: list[Row]) -> str:
    """The last resort: in which direction all numbers are off."""
    pairs = [(g, r) for g, r in flat_pairs(wrong) if r and not close(g, r)]
    if len(pairs) < 2 or not all(alike(row.got, row.right) for row in wrong):
        return ""
    if all(g * r < 0 for g, r in pairs):
        return "has the wrong sign wherever it is wrong, and another size too."
    sign = "" if all(map(_counts, wrong)) else "has the right sign where it is wrong, and "
    if all(g * r >= 0 and abs(g) > abs(r) for g, r in pairs):
        return f"{sign}is too large{' in size' if sign else ', wherever it is wrong'}."
    if all(g * r > 0 and abs(g) < abs(r) for g, r in pairs):
        return f"{sign}is too small{' in size' if sign else ', wherever it is wrong'}."
    return ""
