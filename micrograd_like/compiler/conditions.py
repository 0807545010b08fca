"""Comparisons that a tape can record, by the rows less, less_equal, equal and choose.

``where(x > 0, a, b)`` with plain Values is told True or False and forgets x.  While a function is traced,
``x > 0`` gives a Condition instead, a node of its own that is 1 or 0, and ``where`` becomes ``choose``,
which reads that node anew in every replay.

>>> from micrograd_like.rules import table
>>> table.less.linearize(1.0, 2.0), table.choose.linearize(0.0, 5.0, 7.0)
((1.0, (None, None)), (7.0, (None, None, 1.0)))
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

HOME = str(Path(__file__).parent.parent)


class TraceWarning(UserWarning):
    """What a function did while it was traced is frozen into the program: a replay does not do it anew."""


class Condition:
    """The truth of a comparison while a function is traced: ``where`` records it, ``& | ~`` combine it.

    node: the Value that is 1 where it holds, else 0.
    """

    def __init__(self, node: Any):
        self.node = node

    def __and__(self, other: Condition) -> Condition:
        return Condition(self.node * other.node)

    def __or__(self, other: Condition) -> Condition:
        return ~(~self & ~other)

    def __invert__(self) -> Condition:
        return Condition(1.0 - self.node)

    def __bool__(self) -> bool:
        frozen(
            f"a branch was taken by a comparison of traced numbers, here {self.node.data != 0}; "
            "write where(condition, a, b), or max and min of this package"
        )
        return self.node.data != 0

    def __repr__(self) -> str:
        return f"Condition({self.node.data != 0})"


def frozen(told: str) -> None:
    """Warn, at the user's own line, of something that every replay will repeat as it was."""
    frame, level = sys._getframe(1), 2
    while frame.f_back and frame.f_code.co_filename.startswith(HOME):
        frame, level = frame.f_back, level + 1
    warnings.warn(f"frozen while tracing: {told}", TraceWarning, stacklevel=level)
