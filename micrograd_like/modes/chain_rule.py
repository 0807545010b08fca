"""The chain rule's steps for numbers of any type: a row's partials, a partial times a rate, the sum over
operands.

>>> chain([2.0, None, 3.0], [10.0, 1.0, 1.0])
23.0
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from ..rules import table
from ..rules.row import Sometimes

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
            sent = share if sent is None else plus(sent, share)
    return sent


def times(partial: Any, rate: Any) -> Any:
    """partial * rate; a plain factor of 1 or -1 makes no node."""
    if type(partial) is type(rate) is float:
        return partial * rate
    if type(partial) is Sometimes or sends(rate) is not None:
        return _if_sent(partial, rate)
    if type(partial) is float and abs(partial) == 1.0:
        return rate if partial == 1.0 else -rate
    return partial if type(rate) is float and rate == 1.0 else partial * rate


def plus(a: Any, b: Any) -> Any:
    """The sum of two shares."""
    if type(a) is float or (x := sends(a)) is None or (y := sends(b)) is None:
        return a + b
    return share_if(x if x is y else table.choose(x, 1.0, y), a + b)


# ---- while branches are kept: what is sent on some branches only ----


class Share:
    """The rule of a share that is sent on some branches only: choose(sends, share, 0).

    Nothing sent is not 0 times a partial, which is nan where the partial is infinite: so a share whose rate
    did not arrive is chosen away.  Such a rate is 0, though, and wherever all numbers are finite the share is
    0 by itself.  ``finite`` is the formula for that case, of the operands a, b and c.
    """

    finite = "b"

    def __getattr__(self, name: str) -> Any:
        return getattr(table.choose, name)

    def __reduce__(self) -> str:
        return "SHARE"


SHARE = Share()


def share_if(condition: Any, share: Any) -> Any:
    """A share that is sent where the condition is 1."""
    node = table.choose(condition, share, 0.0)
    if hasattr(node, "rule") and hasattr(node, "partials"):
        node.rule = SHARE
    return node


def sends(rate: Any) -> Any:
    """The condition under which a rate arrives; None if it does in any case."""
    return rate.parents[0] if getattr(rate, "rule", None) is SHARE else None


def _if_sent(partial: Any, rate: Any) -> Any:
    """partial * rate where both are there."""
    condition = sends(rate)
    if type(partial) is Sometimes:
        partial, own = partial
        condition = own if condition is None else condition * own
    if type(partial) is float and partial == 1.0:
        return rate
    return share_if(condition, partial * rate)
