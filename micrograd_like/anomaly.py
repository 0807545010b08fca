"""detect_anomaly: the first nan or infinity that reaches a result raises, naming the operation and the user's
own line.

A nan or infinity is noted where it is made.  Whatever is computed from it along a live edge hangs on it; an
edge that sends nothing (the branch that ``where`` does not take) cuts it off, and then it is forgiven.  It is
raised when something that hangs on it is swept by backward(), comes out of a derivative as a plain number, or
is left over when the block ends.
"""

from __future__ import annotations

import linecache
import math
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any
from weakref import ref

from .engine import Value
from .recording import Recorder, active

HERE = os.path.dirname(__file__)
ADVICE = {
    "sqrt": "sqrt has an infinite derivative at 0; for a length use abs, hypot or norm2, which are 0 there",
    "log": "log is -inf at 0 and nan below; for x*log(y) use xlogy, for log(softmax) use log_softmax",
    "/": "a division by 0 is infinite, and 0/0 is nan",
    "**": "a negative number to a fractional power is nan, and 0 to a negative one infinite",
}
Place = tuple[str, int]  # a file and a line in it


class AnomalyError(FloatingPointError):
    """An operation or a derivative came to nan or infinity inside detect_anomaly()."""


class detect_anomaly(Recorder):  # noqa: N801  a name people know from PyTorch
    """In this block (or decorated function) the first nan or infinity that reaches a result raises
    AnomalyError.

    Forward: when an operation on finite numbers gives nan or an infinity, in forward mode also when a rate
    becomes one.  Backward: when a finite gradient times a partial does, and a leaf would get it; the
    gradients of leaves are then as they were before.  What ``where`` or another flat branch discards is
    forgiven.  The line that is told is the one where the number was made; the error comes from backward(),
    from the derivative, or from the end of the block.

    >>> from micrograd_like import Value
    >>> with detect_anomaly():
    ...     Value(-1.0, label="a").log()
    Traceback (most recent call last):
    micrograd_like.anomaly.AnomalyError: log gave nan from a = -1.0, ...
    """

    def __init__(self) -> None:
        super().__init__()
        self._forget_all()

    def _forget_all(self) -> None:
        # By id, so that nothing is kept alive: a number that is gone gives way to the next one at its place.
        self._places: dict[int, Place | None] = {}
        self._first: dict[
            int, tuple[Any, str]
        ] = {}  # what hangs on an anomaly: its witness, and the first one's message
        self._open: dict[int, str] = {}  # of those, the ones that nothing has been computed from yet
        self._left = ""  # the message of the first that is gone, and nothing had been computed from it

    def __exit__(self, kind: Any = None, *rest: Any) -> None:
        super().__exit__(kind, *rest)
        if self._mine:
            return
        message = self._left or next(iter(self._open.values()), "")
        self._forget_all()
        if message and kind is None:
            raise AnomalyError(message)

    # ---- forward: what is made

    def made(self, new: Value) -> None:
        """Note a Value just made, and pass on what its parents hang on."""
        place = self._places[id(new)] = _users_place()
        message = ""
        if not math.isfinite(new.data) and all(math.isfinite(p.data) for p in new.parents):
            given = ", ".join(f"{p.label or 'an operand'} = {p.data}" for p in new.parents)
            message = f"{new._op} gave {new.data} from {given}{_told(place)}{_advice(new._op)}"
        self._pass_on(new, new.parents, new.partials or (), message)

    def carried(self, new: Any, row: Any, operands: Sequence, partials: Sequence) -> None:
        """Note a Dual just made by a row; Values inside it have been noted by themselves."""
        own = [getattr(x, "level", None) == new.level for x in operands]
        numbers = [x.primal if mine else x for x, mine in zip(operands, own, strict=True)]
        rates = [x._tangent if mine else None for x, mine in zip(operands, own, strict=True)]
        shares = [
            f"{p} times {r}" for p, r in zip(partials, rates, strict=True) if p is not None and r is not None
        ]
        message, at = "", ", ".join(map(str, numbers))
        if _breaks(new.primal, numbers):
            message = f"{row.symbol} gave {new.primal} from {at}"
        elif _breaks(new._tangent, [r for r in rates if r is not None]):
            message = f"{row.symbol} at {at} sends the rate {new._tangent} on: partial times rate is "
            message += ", ".join(shares)
        if message:
            message += _told(_users_place()) + _advice(row.symbol)
        self._pass_on(new, operands, partials, message)

    def _pass_on(self, new: Any, operands: Iterable, partials: Iterable, message: str) -> None:
        if gone := self._open.pop(id(new), ""):
            self._left = self._left or gone
        if self._first:
            self._first.pop(id(new), None)
            for x, partial in zip(operands, partials):  # noqa: B905  of one length, or none where nothing is recorded
                if earlier := self.hangs(x):
                    self._open.pop(id(x), None)
                    message = message if partial is None else earlier
        if message:
            self._first[id(new)] = (_witness(new), message)
            self._open[id(new)] = message

    def hangs(self, x: Any) -> str:
        """What to say of the anomaly that x hangs on; nothing if there is none."""
        witness, message = self._first.get(id(x), (None, ""))
        return message if witness is x or (isinstance(witness, ref) and witness() is x) else ""

    # ---- backward: what leaves would get

    def sweeping(self, inner: list[Value]) -> None:
        """Before a sweep: raise if its root hangs on an anomaly, or if a leaf would get one."""
        self.tell(self.foreseen(inner))

    def foreseen(self, inner: list[Value], inputs: set[Value] | None = None) -> str:
        """What a sweep would meet, in a message; nothing if all is well.  The root is the last of the nodes.

        inputs: what the gradient is asked for; all leaves unless given.
        """
        if not inner:
            return ""
        if message := self.hangs(inner[-1]):
            return message
        grads, first = {inner[-1]: 1.0}, {}
        for node in reversed(inner):
            if node not in grads or type(node.partials) is not tuple:
                continue
            for parent, partial in zip(node.parents, node.partials, strict=True):
                if partial is None:
                    continue
                total = grads.get(parent, 0.0) + partial * grads[node]
                message = first.get(node) or first.get(parent)
                if not message and not math.isfinite(total):
                    message = self._sent(node, parent, partial, grads[node], total)
                if message and (not parent.parents if inputs is None else parent in inputs):
                    return message
                grads[parent], first[parent] = total, message
        return ""

    def _sent(self, node: Value, parent: Value, partial: float, grad: float, total: float) -> str:
        share, name = partial * grad, f" of {node.label!r}" if node.label else ""
        at = ", ".join(repr(p.data) for p in node.parents)
        what = f"{node._op}{name} at {at} sends {share} back to {parent.label or repr(parent.data)}"
        what += f": partial {partial} times gradient {grad}"
        if math.isfinite(share):
            what += f", and with what it had the gradient is {total}"
        return what + _told(self._places.get(id(node))) + _advice(node._op)

    # ---- what a derivative leaves behind

    def mark(self) -> tuple[set[int], str]:
        """The state before a derivative, for since()."""
        return set(self._open), self._left

    def since(self, mark: tuple[set[int], str], results: Iterable) -> None:
        """After a derivative: what was left over in it is forgiven, but for its results."""
        before, self._left = mark
        kept = before.union(map(id, results))
        self._open = {i: message for i, message in self._open.items() if i in kept}

    def shown(self, results: Iterable) -> None:
        """These are in the caller's hands: they count as left over unless something is computed from them."""
        for x in results:
            if message := self.hangs(x):
                self._open[id(x)] = message

    def judge(self, results: Iterable) -> None:
        """Raise if one of the results hangs on an anomaly; it is told once."""
        self.tell(next(filter(None, map(self.hangs, results)), ""))

    def tell(self, message: str) -> None:
        """Raise AnomalyError, unless there is nothing to say; the end of the block does not say it again."""
        if message:
            self._open = {i: other for i, other in self._open.items() if other != message}
            raise AnomalyError(message)

    def passed_on(self, message: str, results: Iterable, finite: bool = True) -> None:
        """Let the results of a derivative hang on the anomaly of the message; finite: also finite ones."""
        for x in results:
            if (
                message
                and isinstance(x, Value)
                and (finite or not math.isfinite(x.data))
                and not self.hangs(x)
            ):
                self._first[id(x)] = (_witness(x), message)


def watching() -> Sequence[detect_anomaly]:
    """Those in force in this thread or task."""
    recorders = active()
    return [recorder for recorder in recorders if isinstance(recorder, detect_anomaly)] if recorders else ()


def _witness(x: Any) -> Any:
    """What tells x from another number that has its id later."""
    return ref(x) if isinstance(x, Value) else x


def _breaks(x: Any, given: Sequence) -> bool:
    """Whether x is a plain nan or infinity though all the given numbers are plain and finite."""
    return (
        type(x) is float
        and not math.isfinite(x)
        and all(type(y) in (int, float) and math.isfinite(y) for y in given)
    )


def _advice(op: str) -> str:
    advice = ADVICE.get("**" if op.startswith("**") else op)
    return f"; {advice}" if advice else ""


def _users_place() -> Place | None:
    """Where outside this package the operation was asked for."""
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.startswith((HERE, "<rule ")):
        frame = frame.f_back
    return (frame.f_code.co_filename, frame.f_lineno) if frame else None


def _told(place: Place | None) -> str:
    if place is None:
        return ""
    file, number = place
    text = linecache.getline(file, number).strip()
    return f", in {os.path.basename(file)}, line {number}" + (f": {text}" if text else "")
