"""What a learner's code gives, as plain data: compared with what is right, and shown in a few characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from math import isclose
from typing import Any

from .guard import Failure

LONG = 200  # bits of an integer that is shown; longer ones are counted
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def waits(value: Any) -> bool:
    """Whether this is what a starter gives before anything is filled in."""
    if type(value) in (tuple, list):
        return any(part is ... for part in value)
    return value is None or value is ...


def plain(value: Any) -> Any:
    """A value as data that does not change afterwards: Values become their numbers."""
    if value is None or value is ... or isinstance(value, (bool, int, float, str, Failure)):
        return value
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value)) if type(value) in (list, tuple) else tuple(map(plain, value))
    if isinstance(value, (set, frozenset)):
        return frozenset(map(plain, value))
    if isinstance(value, Mapping):
        return {plain(k): plain(v) for k, v in value.items()}
    if hasattr(value, "primal"):  # a Dual, whose primal may be a Value
        return plain(value.primal)
    if isinstance(getattr(value, "data", None), float):
        return value.data
    try:
        if callable(getattr(value, "tolist", None)):  # an array of NumPy's, a tensor
            return plain(value.tolist())
        if callable(value):
            return Opaque(f"the {'class' if isinstance(value, type) else 'function'} {show(value)}")
        return float(value) if hasattr(value, "__float__") else Opaque(show(value))
    except Exception:
        return Opaque(type(value).__name__)


def made_of(value: Any) -> str:
    """What is in a value: "numbers", "Values", which know their graph, or the names of other types.

    >>> made_of([1.5, (2, True)]), made_of([0.5, "a"])
    ('numbers', 'numbers and str')
    """
    return " and ".join(sorted(set(_kinds(value))))


def _kinds(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple, set, frozenset)):
        for part in value:
            yield from _kinds(part)
    elif isinstance(value, (int, float)):
        yield "numbers"
    else:
        yield "Values" if isinstance(getattr(value, "data", None), float) else type(value).__name__


class Kind(str):
    """What something should be made of, in place of a right number."""

    __slots__ = ()


class Carried(float):
    """The number of a Value that was handed to a function."""

    __slots__ = ()


def handed(value: Any) -> Any:
    """An argument as plain data, in which the numbers of Values are known from plain ones."""
    if type(value) in (list, tuple):
        return type(value)(map(handed, value))
    found = plain(value)
    return Carried(found) if type(found) is float and type(value) is not float else found


class Opaque(str):
    """Something that is no number, by the words for it."""

    __slots__ = ()


class Should(str):
    """A property in place of a right number."""

    __slots__ = ()


def same(got: Any, right: Any, within: float = 1e-9, floor: float = 1e-12) -> bool:
    """Equal: numbers up to a relative error or a distance, lists and tuples alike.

    True is the float 1.0, as it is in arithmetic, but no count and no label.
    """
    if isinstance(right, float) and isinstance(got, bool):
        got = float(got)
    if isinstance(right, bool) or isinstance(got, (bool, Opaque)):
        return type(got) is type(right) and got == right
    if isinstance(right, (int, float)) and isinstance(got, (int, float)):
        if right != right or got != got:  # noqa: PLR0124 RUF100  nan
            return right != right and got != got  # noqa: PLR0124 RUF100
        try:
            return isclose(got, right, rel_tol=within, abs_tol=floor)
        except OverflowError:  # an integer larger than any float
            return got == right
    if isinstance(right, (list, tuple)) and isinstance(got, (list, tuple)):
        return len(got) == len(right) and all(
            same(g, r, within, floor) for g, r in zip(got, right, strict=True)
        )
    if isinstance(right, dict) and isinstance(got, dict):
        return got.keys() == right.keys() and all(same(got[k], right[k], within, floor) for k in right)
    return type(got) is type(right) and got == right


def show(value: Any, digits: int = 6) -> str:
    """A value in a few characters, as a learner would write it."""
    if isinstance(value, float):
        text = f"{value:.{digits}g}"
        whole = text.lstrip("-").isdigit() and abs(value) < 1e6
        return f"{value:.1f}" if whole else text
    if isinstance(value, Failure):
        return value.kind if value.kind != "missing" else "no such name"
    if digits_of := _many_digits(value):
        return f"an integer of about {digits_of:,} digits"
    if value is None:
        return "nothing"
    if value is ...:
        return "..."
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        return _show_many(value, digits)
    if isinstance(value, (Should, Opaque)):
        return str(value)
    if isinstance(getattr(value, "data", None), float):
        return getattr(value, "label", "") or show(value.data, digits)
    if callable(value):
        return getattr(value, "__name__", None) or getattr(value, "name", None) or type(value).__name__
    text = ADDRESS.sub("", repr(value))
    return text if len(text) < 60 else text[:57] + "..."


def _many_digits(value: Any) -> int:
    """About how many digits a long integer has; 0 for everything else."""
    bits = value.bit_length() if type(value) is int else 0
    return round(bits * 0.30103) if bits > LONG else 0


def _show_many(values: Collection[Any], digits: int) -> str:
    if isinstance(values, dict):
        return "{" + ", ".join(f"{show(k)}: {show(v, digits)}" for k, v in values.items()) + "}"
    if isinstance(values, (set, frozenset)):
        return "{" + ", ".join(sorted(map(show, values))) + "}"
    inner = ", ".join(show(v, digits) for v in itertools.islice(values, 12))
    if len(values) > 12:
        inner += ", ..."
    if isinstance(values, list):
        return f"[{inner}]"
    return f"({inner},)" if len(values) == 1 else f"({inner})"
