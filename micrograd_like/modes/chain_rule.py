"""The chain rule's steps for numbers of any type: a row's partials, a partial times a rate, the sum over
operands.

>>> chain([2.0, None, 3.0], [10.0, 1.0, 1.0])
23.0
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

keeping: ContextVar[bool] = ContextVar("keeping", default=False)  # whether partials keep their where()


def partials_at(row: Any, z: Any, operands: Sequence, shared: dict | None = None) -> Sequence[Any]:
    """A row's partials at z and the operands, of any number type.

    shared: what the results of one application of a row such as softmax have in common, filled in by the
    first of them that is asked.  While ``keeping`` is set, what is recorded can be computed anew with other
    numbers, on other branches.
    """
    split = row.split(operands)
    if keeping.get() and hasattr(row, "kept_partials_of"):
        return row.kept_partials_of(z, *split, shared=shared) if row.each else row.kept_partials_of(z, *split)
    return row.partials_of(z, *split, shared=shared) if row.each else row.partials_of(z, *split)


def chain(partials: Sequence, rates: Sequence) -> Any:
    """The sum of partial * rate where both are there; None if they nowhere are."""
    sent = None
    for partial, rate in zip(partials, rates, strict=True):
        if partial is not None and rate is not None:
            share = times(partial, rate)
            sent = share if sent is None else sent + share
    return sent


def times(partial: Any, rate: Any) -> Any:
    """partial * rate; a plain factor of 1 or -1 makes no node."""
    if type(partial) is float and abs(partial) == 1.0:
        return rate if partial == 1.0 else -rate
    return partial if type(rate) is float and rate == 1.0 else partial * rate
