"""An element by its index, where the index may be an input of a compiled program.

``xs[k]`` needs k when the line runs, so a program traced with one k has that element for good.  ``pick(xs,
k)`` is the same number, and where k is a number that is recorded, such as the class of an example, the choice
is an operation of its own.

>>> pick([5.0, 7.0, 9.0], 1), pick([[1.0, 2.0], [3.0, 4.0]], 1), one_hot(2, 4)
(7.0, [3.0, 4.0], [0.0, 0.0, 1.0, 0.0])
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from . import table
from .operands import held, is_list, rank_of

NUMBERS = 2  # the highest rank of what holds a number: Value, Dual


def pick(xs: Sequence, k: Any) -> Any:
    """xs[k], counted from 0; of rows, row k.

    k: an int, a whole float, or a Value that holds one.  Of a plain k this is the element itself; of a Value
    it is a node, to which nothing is sent by k.  Raises IndexError where there is no such element.

    >>> pick([5.0, 7.0], 2)
    Traceback (most recent call last):
    IndexError: pick takes an index from 0 to 1 into 2 elements, but got 2; count from 0
    """
    xs = list(xs)
    if not rank_of(k):
        return xs[index(k, len(xs))]
    _check(k, len(xs))
    if xs and is_list(xs[0]):
        return [table.picked(list(column), k) for column in zip(*xs, strict=True)]
    return table.picked(xs, k)


def one_hot(k: Any, n: int) -> list[Any]:
    """n numbers: 1 in place k, else 0; plain floats for a plain k.

    Raises IndexError where k is no whole number from 0 to n - 1.
    """
    if not rank_of(k):
        k = index(k, n)
        return [float(i == k) for i in range(n)]
    _check(k, n)
    if n == 0:
        return []
    # The first is picked, because a replay checks the index of what is picked.
    first = table.picked([1.0] + [0.0] * (n - 1), k)
    return [first, *(table.equal(k, float(i)) for i in range(1, n))]


def _check(k: Any, n: int) -> None:
    """Raise IndexError unless a number of any type holds an index; an expression holds none yet."""
    if rank_of(k) <= NUMBERS:
        index(held(k), n)


def index(k: Any, n: int) -> int:
    """k as an index into n elements, or an IndexError."""
    try:
        whole = int(k) if isinstance(k, float) and k == k // 1 else k
        at = operator.index(whole)  # type: ignore[arg-type]
    except (TypeError, OverflowError):
        kind = type(k).__name__
        raise IndexError(f"pick takes a whole number as index, but got {kind} {k!r}; count from 0") from None
    if not 0 <= at < n or isinstance(k, bool):
        places = f"an index from 0 to {n - 1} into {n} elements"
        raise IndexError(f"pick takes {places}, but got {k!r}; count from 0")
    return at
