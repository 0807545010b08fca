"""What counts as one number, and what to say to someone who gave something else.

>>> real(True), real(2)
(1.0, 2.0)
>>> real("2")
Traceback (most recent call last):
TypeError: expected one real number, but got str '2'; convert it first: float('2')
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .floats import div


class OperandError(TypeError):
    """An operation was given something that is no number."""


def real(x: Any) -> float:
    """A plain number as a float: int, float, bool, Fraction, Decimal, a NumPy scalar or 0-d array.

    Raises TypeError for anything else (text, complex numbers, lists, Values), OverflowError for whole numbers
    too large.
    """
    kind = type(x)
    if kind is float:
        return x
    if kind is int or _is_one_number(x):
        try:
            return float(x)
        except OverflowError:
            raise OverflowError(
                f"{str(x)[:20]}... is too large for a double; the largest is about 1.8e308"
            ) from None
        except (TypeError, ValueError):
            pass
    raise TypeError(refusal(x))


def _is_one_number(x: Any) -> bool:
    if not hasattr(type(x), "__float__") or rank_of(x) or isinstance(x, str) or is_list(x):
        return False
    return getattr(getattr(x, "dtype", None), "kind", "") not in {
        "c",
        "m",
        "M",
    }  # NumPy's complex numbers and times


def rank_of(x: Any) -> int:
    """How high x stands among number types: 0 for a plain number, 1 for a Value, more for what is built on
    Values.
    """
    return getattr(type(x), "rank", 0)


def held(x: Any) -> Any:
    """The plain number that a number of any type holds."""
    return x.item() if rank_of(x) else x


def quotient(x: Any, y: Any) -> Any:
    """x / y for numbers of any type; IEEE 754 where both are plain."""
    return x / y if rank_of(x) or rank_of(y) else div(x, y)


def shown(x: Any) -> str:
    """The repr of what somebody gave, cut to what fits into a sentence."""
    text = repr(x)
    return text if len(text) < 60 else text[:57] + "..."


def refusal(x: Any) -> str:
    """What to say to someone who gave x where one number belongs."""
    advice = "give an int, a float or a NumPy scalar"
    if rank_of(x):
        advice = (
            "use its .data, or .detach() to cut it from the graph; a condition is a comparison such as v > 0"
        )
    elif isinstance(x, str):
        advice = f"convert it first: float({shown(x)})"
    elif is_list(x):
        advice = "a Value is one number: make one for each element, as in [Value(x) for x in xs]"
    elif hasattr(x, "imag"):
        advice = "use two real numbers, one for each part"
    return f"expected one real number, but got {type(x).__name__} {shown(x)}; {advice}"


def is_list(x: Any) -> bool:
    """Whether x holds numbers rather than being one; a NumPy scalar or 0-d array is one."""
    if type(x) is list or type(x) is tuple:
        return True
    return hasattr(x, "__iter__") and not isinstance(x, (str, bytes)) and getattr(x, "shape", None) != ()


def of_one_type(operands: tuple, lists: bytes) -> type | None:
    """The type of all numbers in these operands; None if they have several, or if it takes a closer look.

    lists: for each operand, 1 where it has to be a list.  Lists are of one length, and not empty.

    >>> of_one_type(([1.0, 2.0], [3.0, 4.0], 5.0), bytes([1, 1, 0]))
    <class 'float'>
    """
    kinds: set[type] = set()
    sizes: set[int] = set()
    for x, as_list in zip(operands, lists, strict=True):
        if not as_list:
            kinds.add(type(x))
        elif type(x) is list:
            kinds.update(map(type, x))
            sizes.add(len(x))
        else:
            return None
    return kinds.pop() if len(kinds) == 1 and (not sizes or (len(sizes) == 1 and 0 not in sizes)) else None


def flatten(operands: Sequence) -> list:
    """The operands in a row, the elements of lists one by one."""
    return [y for x in operands for y in (x if isinstance(x, (list, tuple)) else (x,))]
