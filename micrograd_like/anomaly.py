"""detect_anomaly: the first nan or infinity raises, naming the operation, the label and the user's own line."""

from __future__ import annotations

import linecache
import math
import os
import sys
from typing import TYPE_CHECKING

from .recording import Recorder

if TYPE_CHECKING:
    from .engine import Value

HERE = os.path.dirname(__file__)
ADVICE = {
    "sqrt": "sqrt has an infinite derivative at 0; for a length use abs, hypot or norm2, which are 0 there",
    "log": "log is -inf at 0 and nan below; for x*log(y) use xlogy, for log(softmax) use log_softmax",
    "/": "a division by 0 is infinite, and 0/0 is nan",
    "**": "a negative number to a fractional power is nan, and 0 to a negative one infinite",
}


class AnomalyError(FloatingPointError):
    """An operation or a derivative came to nan or infinity inside detect_anomaly()."""


class detect_anomaly(Recorder):  # noqa: N801  a name people know from PyTorch
    """In this block (or decorated function) the first nan or infinity raises AnomalyError.

    Forward: when an operation on finite numbers gives nan or an infinity.  Backward: when a finite gradient times a partial
    does; the gradients of leaves are then as they were before.

    >>> from micrograd_like import Value
    >>> with detect_anomaly():
    ...     Value(-1.0, label="a").log()
    Traceback (most recent call last):
    micrograd_like.anomaly.AnomalyError: log gave nan from a = -1.0, ...
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[Value, str] = {}

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        if not self._mine:
            self._lines.clear()

    def made(self, new: Value) -> None:
        line = self._lines[new] = _users_line()
        if not math.isfinite(new.data) and all(math.isfinite(p.data) for p in new.parents):
            given = ", ".join(f"{p.label or 'an operand'} = {p.data}" for p in new.parents)
            raise AnomalyError(f"{new._op} gave {new.data} from {given}{line}{_advice(new)}")

    def sweeping(self, inner: list[Value]) -> None:
        grads = {inner[-1]: 1.0} if inner else {}
        for node in reversed(inner):
            grad = grads.get(node)
            if grad is None or type(node.partials) is not tuple:
                continue
            for parent, partial in zip(node.parents, node.partials, strict=True):
                if partial is None:
                    continue
                share = partial * grad
                if not math.isfinite(share):
                    name = f" of {node.label!r}" if node.label else ""
                    what = f"{node._op}{name} at {', '.join(repr(p.data) for p in node.parents)} sends {share} back to "
                    what += f"{parent.label or repr(parent.data)}: partial {partial} times gradient {grad}"
                    raise AnomalyError(f"{what}{self._lines.get(node, '')}{_advice(node)}")
                grads[parent] = grads.get(parent, 0.0) + share


def _advice(node: Value) -> str:
    advice = ADVICE.get(node._op.rstrip("0123456789.-") if node._op.startswith("**") else node._op)
    return f"; {advice}" if advice else ""


def _users_line() -> str:
    """Where outside this package the operation was asked for."""
    frame = sys._getframe(1)
    while frame and (frame.f_code.co_filename.startswith((HERE, "<rule "))):
        frame = frame.f_back
    if frame is None:
        return ""
    file, number = frame.f_code.co_filename, frame.f_lineno
    text = linecache.getline(file, number).strip()
    return f", in {os.path.basename(file)}, line {number}" + (f": {text}" if text else "")
